package com.tokkatot.local.chaos;

import com.tokkatot.local.ClientKeys;
import com.tokkatot.local.Lines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;

/**
 * A proxy in every line of a stack. It ends the TLS of the program, which shows its own certificate
 * as to the broker, and comes to the broker with that program's keys.
 */
public final class BadLines implements Lines, AutoCloseable {

  private static final String[] TLS = {"TLSv1.3"};

  private final Faults faults;
  private final ExecutorService threads = Executors.newCachedThreadPool(BadLines::daemon);
  private final ScheduledExecutorService timer =
      Executors.newScheduledThreadPool(1, BadLines::daemon);
  private final List<ServerSocket> listeners = new ArrayList<>();
  private volatile boolean closed;

  public BadLines(Faults faults) {
    this.faults = faults;
  }

  /** Listens for one program; the port is free and stays the same. */
  @Override
  public synchronized int port(Line line) throws IOException, GeneralSecurityException {
    var upstream = context(line.own());
    var listener =
        (SSLServerSocket)
            context(line.server())
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listener.setEnabledProtocols(TLS);
    listener.setNeedClientAuth(true);
    listeners.add(listener);
    threads.execute(() -> accept(listener, upstream, line.brokerPort()));
    return listener.getLocalPort();
  }

  private void accept(SSLServerSocket listener, SSLContext upstream, int broker) {
    while (!closed) {
      try {
        var client = listener.accept();
        threads.execute(() -> serve(client, upstream, broker));
      } catch (IOException closing) {
        // The listener was closed, or this one caller was gone again: the loop decides.
      }
    }
  }

  private void serve(Socket client, SSLContext upstream, int port) {
    try (client;
        var broker =
            upstream.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
      client.setTcpNoDelay(true);
      broker.setTcpNoDelay(true);
      new BadLine(client, broker, faults, timer).run(threads);
    } catch (IOException away) {
      // The broker is away: the program sees its line end, as it would without us.
    }
  }

  private static SSLContext context(ClientKeys keys) throws IOException, GeneralSecurityException {
    var context = SSLContext.getInstance("TLS");
    context.init(
        keys.keyManagers().getKeyManagers(), keys.trustManagers().getTrustManagers(), null);
    return context;
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "bad-lines");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    for (var listener : listeners) {
      listener.close();
    }
    threads.shutdownNow();
    timer.shutdownNow();
  }
}
