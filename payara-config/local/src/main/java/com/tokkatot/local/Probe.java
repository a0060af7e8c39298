package com.tokkatot.local;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;

/**
 * How to ask a process whether it does its work.
 *
 * @param port loopback port; 0 when there is nothing to ask and being alive must do
 * @param path answered with status 200 over HTTP; empty when accepting a connection must do
 */
record Probe(int port, String path) {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  static final Probe ALIVE = new Probe(0, "");

  static Probe http(int port, String path) {
    return new Probe(port, path);
  }

  static Probe accepts(int port) {
    return new Probe(port, "");
  }

  static Probe parse(String text) {
    var colon = text.indexOf(':');
    return new Probe(Integer.parseInt(text.substring(0, colon)), text.substring(colon + 1));
  }

  /** Whether it answers; asked anew each time. */
  boolean answers() {
    if (port == 0) {
      return true;
    }
    return path.isEmpty() ? connects() : status() == HttpURLConnection.HTTP_OK;
  }

  private boolean connects() {
    try (var socket = new Socket()) {
      socket.connect(
          new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int) PATIENCE.toMillis());
      return true;
    } catch (IOException refused) {
      return false;
    }
  }

  private int status() {
    try {
      var connection =
          (HttpURLConnection)
              URI.create("http://127.0.0.1:" + port + path).toURL().openConnection();
      connection.setConnectTimeout((int) PATIENCE.toMillis());
      connection.setReadTimeout((int) PATIENCE.toMillis());
      try {
        return connection.getResponseCode();
      } finally {
        connection.disconnect();
      }
    } catch (IOException notYet) {
      return 0;
    }
  }

  @Override
  public String toString() {
    return port + ":" + path;
  }
}
