package com.tokkatot.ear;

import com.tokkatot.local.client.Api;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.awaitility.Awaitility;

/** A real Payara Server with one domain, all listeners on loopback, and our EAR on it. */
final class PayaraServer implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(180);
  private static final String DOMAIN = "domain1";
  private static final String SERVER = "<server name=\"server\" config-ref=\"server-config\">";

  private final Path home = Path.of("target", "payara6").toAbsolutePath();
  private final Path domain = home.resolve("glassfish/domains").resolve(DOMAIN);
  private final int http;
  private final int admin;

  private PayaraServer(int http, int admin) {
    this.http = http;
    this.admin = admin;
  }

  /** Starts it with these settings, deploys the EAR and returns when the application answers. */
  static PayaraServer start(Map<String, String> settings, Path ear) {
    try {
      var server = new PayaraServer(freePort(), freePort());
      server.configure(settings);
      try {
        server.asadmin(List.of("start-domain", DOMAIN));
        server.asadmin(List.of("--port", Integer.toString(server.admin), "deploy", ear.toString()));
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(server::isReady);
        return server;
      } catch (RuntimeException | Error e) {
        server.close();
        throw e;
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static int freePort() throws IOException {
    try (var probe = new ServerSocket(0)) {
      return probe.getLocalPort();
    }
  }

  URI api() {
    return URI.create("http://127.0.0.1:" + http + "/api/v1");
  }

  URI ws() {
    return URI.create("ws://127.0.0.1:" + http + "/ws/v1");
  }

  private boolean isReady() {
    return Api.anonymous(api()).get("/ready").status() == 200;
  }

  /** Ports of our own, loopback only, no cluster; the settings are secret, so is the file. */
  private void configure(Map<String, String> settings) throws IOException {
    var file = domain.resolve("config/domain.xml");
    var kept = domain.resolve("config/domain.xml.as-shipped");
    if (!Files.exists(kept)) {
      Files.copy(file, kept);
    }
    var properties = new StringBuilder();
    new TreeMap<>(settings)
        .forEach(
            (name, value) ->
                properties
                    .append("<system-property name=\"")
                    .append(name)
                    .append("\" value=\"")
                    .append(value.replace("&", "&amp;").replace("<", "&lt;"))
                    .append("\"/>\n"));
    var xml =
        Files.readString(kept)
            .replace("port=\"8080\"", "port=\"" + http + "\"")
            .replace("port=\"4848\"", "port=\"" + admin + "\"")
            .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
            .replaceAll(
                "<network-listener (?![^>]*address=)", "<network-listener address=\"127.0.0.1\" ")
            .replace(
                "<hazelcast-config-specific-configuration>",
                "<hazelcast-config-specific-configuration enabled=\"false\">")
            .replace(SERVER, SERVER + "\n" + properties);
    xml = disabled(xml, "<network-listener [^>]*\"8181\"[^>]*>");
    xml = disabled(xml, "<iiop-listener [^>]*>");
    xml = disabled(xml, "<jmx-connector [^>]*>");
    if (!xml.contains("tokkatot.db.url")) {
      throw new IllegalStateException("domain.xml is not as expected: no server to give settings");
    }
    Files.writeString(file, xml);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
  }

  private static String disabled(String xml, String elements) {
    return Pattern.compile(elements)
        .matcher(xml)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found
                        .group()
                        .replaceAll(" enabled=\"[a-z]*\"", "")
                        .replaceFirst(" ", " enabled=\"false\" ")));
  }

  private void asadmin(List<String> words) {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-jar", home.resolve("glassfish/lib/client/appserver-cli.jar").toString()));
    command.addAll(words);
    try {
      var log = Path.of("target", "asadmin.log").toFile();
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(log))
              .start();
      if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw new IllegalStateException("asadmin " + words + " failed; see " + log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  @Override
  public void close() {
    asadmin(List.of("stop-domain", "--kill", "true", DOMAIN));
  }
}
