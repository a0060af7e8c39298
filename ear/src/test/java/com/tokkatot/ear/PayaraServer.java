package com.tokkatot.ear;

import com.tokkatot.local.client.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A real Payara Server with a domain of its own and our EAR on it. */
final class PayaraServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private static final Path HOME = Path.of("target", "payara6", "glassfish").toAbsolutePath();
  private static final Path DOMAINS = Path.of("target", "domains").toAbsolutePath();
  private static final String DOMAIN = "domain1";

  private final DomainCopy domain;
  private final Thread atExit = new Thread(this::kill);

  private PayaraServer(DomainCopy domain) {
    this.domain = domain;
  }

  /** Starts it with these settings, deploys the EAR and returns when the application answers. */
  static PayaraServer start(Map<String, String> settings, Path ear) throws IOException {
    running(DOMAINS.resolve(DOMAIN).resolve("config/pid")).ifPresent(PayaraServer::kill);
    var domain =
        DomainCopy.of(
            HOME.resolve("domains").resolve(DOMAIN), DOMAINS, settings, freePort(), freePort());
    var server = new PayaraServer(domain);
    // The server outlives the asadmin that started it, so it would outlive us as well.
    Runtime.getRuntime().addShutdownHook(server.atExit);
    try {
      asadmin("start-domain", "--domaindir", DOMAINS.toString(), DOMAIN);
      asadmin("--port", Integer.toString(domain.admin()), "deploy", ear.toString());
      Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(server::isReady);
      return server;
    } catch (RuntimeException | Error e) {
      server.close();
      throw e;
    }
  }

  static int freePort() throws IOException {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  URI api() {
    return URI.create("http://127.0.0.1:" + domain.http() + "/api/v1");
  }

  URI ws() {
    return URI.create("ws://127.0.0.1:" + domain.http() + "/ws/v1");
  }

  /** Where the server's process accepts connections now. */
  Set<InetSocketAddress> listeners() throws IOException {
    return Listeners.of(running(domain.pidFile()).orElseThrow().pid());
  }

  /** The command line the server's process was started with, as every user may read it. */
  String commandLine() throws IOException {
    var pid = running(domain.pidFile()).orElseThrow().pid();
    return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline")).replace('\0', ' ');
  }

  private boolean isReady() {
    return Api.anonymous(api()).get("/ready").status() == 200;
  }

  private static void asadmin(String... words) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-jar", HOME.resolve("lib/client/appserver-cli.jar").toString()));
    command.addAll(List.of(words));
    var log = Path.of("target", "asadmin.log").toFile();
    try {
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
              .start();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException(
            "asadmin " + String.join(" ", words) + " failed; see " + log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for asadmin", e);
    }
  }

  /** The server of our domain; a process that got the number later is not it. */
  private static Optional<ProcessHandle> running(Path pidFile) {
    try {
      if (!Files.exists(pidFile)) {
        return Optional.empty();
      }
      return ProcessHandle.of(Long.parseLong(Files.readString(pidFile).strip()))
          .filter(
              process ->
                  process.info().commandLine().orElse("").contains(DOMAINS.resolve(DOMAIN) + "/"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void kill() {
    running(domain.pidFile()).ifPresent(PayaraServer::kill);
  }

  private static void kill(ProcessHandle process) {
    var end = process.onExit();
    process.destroy();
    try {
      end.orTimeout(30, TimeUnit.SECONDS).join();
    } catch (RuntimeException stuck) {
      process.destroyForcibly();
      process.onExit().join();
    }
  }

  @Override
  public void close() {
    kill();
    Runtime.getRuntime().removeShutdownHook(atExit);
  }
}
