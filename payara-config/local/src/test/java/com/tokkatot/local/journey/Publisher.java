package com.tokkatot.local.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Publishes what our own programs never would, with their keys, by Debian's mosquitto_pub. */
final class Publisher {

  private final List<String> command;

  private Publisher(int port, Path authority, Path certificate, Path key) {
    command =
        List.of(
            "mosquitto_pub",
            "-h",
            "127.0.0.1",
            "-p",
            Integer.toString(port),
            "-q",
            "1",
            "--tls-version",
            "tlsv1.3",
            "--cafile",
            authority.toString(),
            "--cert",
            certificate.toString(),
            "--key",
            key.toString());
  }

  /** To the cloud's broker, as an application node. */
  static Publisher cloud(Farm farm) {
    var pki = pki(farm);
    return new Publisher(
        farm.stack.ports().cloudMqtt(),
        pki.resolve("ca.pem"),
        pki.resolve("cloud.pem"),
        pki.resolve("cloud.key"));
  }

  /** To the farm's broker, as the node that carries this kind of device. */
  static Publisher node(Farm farm, String kind) {
    var node =
        farm.plan.nodes().stream()
            .filter(one -> one.devices().stream().anyMatch(d -> d.kind().equals(kind)))
            .findFirst()
            .orElseThrow();
    var pki = pki(farm);
    return new Publisher(
        farm.stack.ports().farmMqtt(0),
        pki.resolve("ca.pem"),
        pki.resolve("node-" + node.nodeId() + ".pem"),
        pki.resolve("node-" + node.nodeId() + ".key"));
  }

  /** Returns when the broker has acknowledged it, whatever it then did with it. */
  void publish(String topic, String payload) {
    var line = new ArrayList<>(command);
    line.addAll(List.of("-t", topic, "-s"));
    try {
      var process = new ProcessBuilder(line).redirectErrorStream(true).start();
      try (var input = process.getOutputStream()) {
        input.write(payload.getBytes(StandardCharsets.UTF_8));
      }
      var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      if (process.waitFor() != 0) {
        throw new AssertionError("mosquitto_pub: " + said);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while publishing", e);
    }
  }

  private static Path pki(Farm farm) {
    return farm.stack.nodeState(farm.plan, farm.plan.nodes().get(0)).resolveSibling("pki");
  }
}
