package com.tokkatot.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Where things lie: what one stack keeps ({@code data}), what all stacks of this checkout share
 * because it can be made again ({@code cache}), and what the build made ({@code root}).
 */
record Layout(Path root, Path data, Path cache) {

  /**
   * What a stack keeps, by name. Only this is ever thrown away: the folder may be one a person has
   * other things in. {@code bin} and {@code cds} are not of it, they can be made again and hold
   * nothing of the stack's.
   */
  private static final Pattern KEPT =
      Pattern.compile(
          "pki|keys|outbox|postgres|postgres\\.part|hivemq|redis|s3|logs|cache|(hub|farm-broker)-\\d+|node-\\d+-\\d+|swarm"
              + "|credentials\\.json|secrets\\.properties|ids\\.properties");

  Layout {
    root = root.toAbsolutePath().normalize();
    data = data.toAbsolutePath().normalize();
    cache = cache.toAbsolutePath().normalize();
  }

  Path pki() {
    return data.resolve("pki");
  }

  /** Keys that lie outside the database. */
  Path keys() {
    return data.resolve("keys");
  }

  /** Messages with codes that would have been sent. */
  Path outbox() {
    return data.resolve("outbox");
  }

  /**
   * A person's own settings for the application, for example a real mail server; may be missing.
   */
  Path ownSettings() {
    return data.resolve("settings.properties");
  }

  Path run() {
    return data.resolve("run");
  }

  Path log(String process) {
    return data.resolve("logs").resolve(process + ".log");
  }

  Path credentials() {
    return data.resolve("credentials.json");
  }

  Path secrets() {
    return data.resolve("secrets.properties");
  }

  Path ids() {
    return data.resolve("ids.properties");
  }

  /** There while the stack is ready to be used. */
  Path readyMark() {
    return run().resolve("ready");
  }

  Path binaries() {
    return cache.resolve("bin");
  }

  Path classArchives() {
    return cache.resolve("cds");
  }

  Path payaraJar() {
    return built("payara-config/local/target/payara-micro.jar");
  }

  Path connector() {
    return built("mqtt-connector/rar/target/tokkatot-mqtt.rar");
  }

  Path application() {
    return built("payara-config/micro/target/tokkatot.war");
  }

  Path edgeAgent() {
    return built("edge-agent/target/edge-agent.war");
  }

  Path nodeProgram() {
    return built("firmware/build/posix/tokkatot-node");
  }

  Path swarmProgram() {
    return built("firmware/build/posix/tokkatot-swarm");
  }

  private Path built(String path) {
    return root.resolve(path);
  }

  /**
   * @throws StackFailed naming what the build has not made yet
   */
  void requireBuilt() {
    for (var file :
        List.of(
            payaraJar(), connector(), application(), edgeAgent(), nodeProgram(), swarmProgram())) {
      if (!Files.exists(file)) {
        throw new StackFailed(
            "Not built yet: " + root.relativize(file) + ". ./tokkatot up builds it.");
      }
    }
  }

  /** Deletes what the stack has kept: data, keys, passwords, logs. The caller holds the lock. */
  void wipe() {
    try (var entries = Files.list(data)) {
      for (var entry : entries.toList()) {
        var name = entry.getFileName().toString();
        if (!KEPT.matcher(name).matches()) {
          continue;
        }
        if (Files.isDirectory(entry)) {
          PrivateFiles.delete(entry);
        } else {
          Files.delete(entry);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
