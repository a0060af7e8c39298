package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A Payara Micro process: the cloud's application or a hub's agent. It listens on the loopback
 * address only, forms no cluster, and reads its passwords from a private file, so that they do not
 * show in the list of processes.
 *
 * @param jvm memory and compiler flags
 * @param deployments in the order they are deployed; the resource adapter before what uses it
 * @param settings system properties for the application
 * @param slim whether memory counts more than speed, as on a hub
 */
record PayaraProcess(
    String name,
    String version,
    int order,
    Layout layout,
    String payaraVersion,
    Probe probe,
    List<String> jvm,
    List<Path> deployments,
    Map<String, String> settings,
    boolean slim)
    implements Child {

  /** Without it every static call of Json.create... searches all jars for a provider. */
  private static final String JSON = "-Djakarta.json.provider=org.eclipse.parsson.JsonProviderImpl";

  private static final int REQUEST_S = 30;

  @Override
  public Path log() {
    return layout.log(name);
  }

  @Override
  public ProcessBuilder prepare() throws IOException {
    var payara = PayaraLayout.unpacked(layout, payaraVersion);
    var folder = payara.instance(layout.run().resolve(name));
    var properties = folder.resolve("system.properties");
    PrivateFiles.write(properties, lines());
    var preboot = folder.resolve("preboot.txt");
    PrivateFiles.write(preboot, String.join("\n", preboot()) + "\n");

    var command = new ArrayList<String>();
    command.add(Java.program());
    command.addAll(jvm);
    command.addAll(archive().flags());
    command.add(JSON);
    command.add("-Djava.io.tmpdir=" + PrivateFiles.directory(folder.resolve("tmp")));
    command.addAll(payara.launch());
    command.addAll(
        List.of("--rootdir", folder.toString(), "--port", Integer.toString(probe.port())));
    command.addAll(List.of("--nocluster", "--nohazelcast", "--disablephonehome"));
    command.addAll(
        List.of(
            "--prebootcommandfile",
            preboot.toString(),
            "--systemproperties",
            properties.toString()));
    // Three for each connection to the database: more would only wait for one, until they give up.
    command.addAll(
        slim
            ? List.of("--minhttpthreads", "1", "--maxhttpthreads", "4")
            : List.of("--maxhttpthreads", "72"));
    for (var deployment : deployments) {
      command.addAll(List.of("--deploy", deployment.toString()));
    }
    command.addAll(List.of("--contextroot", "/"));
    var builder = new ProcessBuilder(command).directory(folder.toFile());
    if (slim) {
      builder.environment().put("MALLOC_ARENA_MAX", "1");
    }
    return builder;
  }

  /** Classes of all processes of this kind. */
  ClassArchive archive() throws IOException {
    var payara = PayaraLayout.unpacked(layout, payaraVersion);
    return new ClassArchive(
        layout.classArchives(), slim ? "hub" : "cloud", name, payaraVersion, payara);
  }

  private List<String> preboot() {
    var config = "set configs.config.server-config.";
    var commands = new ArrayList<String>();
    commands.add(
        config
            + "network-config.network-listeners.network-listener.http-listener.address=127.0.0.1");
    // Who sends or reads slower than this gives the thread back. Source: seed, gateway constraints.
    var http = config + "network-config.protocols.protocol.http-listener.http.";
    commands.add(http + "request-timeout-seconds=" + REQUEST_S);
    commands.add(http + "connection-upload-timeout-millis=" + REQUEST_S * 1000);
    commands.add(http + "upload-timeout-enabled=true");
    // The options --nocluster and --nohazelcast leave Hazelcast running.
    commands.add(config + "hazelcast-config-specific-configuration.enabled=false");
    if (slim) {
      commands.add(config + "microprofile-metrics-configuration.enabled=false");
      commands.add("set-openapi-configuration --enabled=false");
    }
    return commands;
  }

  private String lines() {
    var text = new StringBuilder();
    new TreeMap<>(settings)
        .forEach(
            (key, value) ->
                text.append(key).append('=').append(value.replace("\\", "\\\\")).append('\n'));
    return text.toString();
  }
}
