package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The programs of one stack: which flags, files and passwords each is given. */
final class Programs {

  /**
   * Large pages, because virtual machines are slow to find memory in small ones. Where the kernel
   * may not give them nothing changes.
   */
  private static final List<String> CLOUD_JVM =
      List.of("-XX:+UseParallelGC", "-XX:+UseTransparentHugePages", "-XX:+ExitOnOutOfMemoryError");

  /** Measured for a small machine: agent and farm broker together under 256 MB. */
  private static final List<String> HUB_JVM =
      List.of(
          "-Xmx96m",
          "-Xmn16m",
          "-Xss256k",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-XX:CICompilerCount=1",
          "-XX:-UsePerfData",
          "-XX:MinHeapFreeRatio=10",
          "-XX:MaxHeapFreeRatio=20",
          "-XX:CompressedClassSpaceSize=32m",
          "-XX:MetaspaceReclaimPolicy=aggressive",
          "-XX:+UnlockExperimentalVMOptions",
          "-XX:TrimNativeHeapInterval=10000",
          "-XX:+ExitOnOutOfMemoryError",
          "-Dio.netty.allocator.numHeapArenas=1",
          "-Dio.netty.allocator.numDirectArenas=1",
          "-Dio.netty.noPreferDirect=true");

  private final Layout layout;
  private final Ports ports;
  private final Versions versions;
  private final Pki pki;
  private final KeyFolders keys;
  private final Lines lines;
  private final int cloudHeapMb;
  private final boolean influx;
  private final String mosquitto;

  Programs(StackOptions options, Versions versions, Pki pki, KeyFolders keys) {
    this.layout = options.layout();
    this.ports = options.ports();
    this.cloudHeapMb = options.cloudHeapMb();
    this.influx = options.influx();
    this.lines = options.lines();
    this.versions = versions;
    this.pki = pki;
    this.keys = keys;
    this.mosquitto = Mosquitto.version();
  }

  PayaraProcess cloud(PostgresServer postgres, RedisServer redis, ObjectStore objects)
      throws IOException, GeneralSecurityException {
    var settings = new HashMap<String, String>();
    settings.put("tokkatot.node.name", "local");
    settings.put("tokkatot.db.url", postgres.url());
    settings.put("tokkatot.db.user", PostgresServer.ROLE);
    settings.put("tokkatot.db.password", postgres.password());
    settings.put("tokkatot.redis.uri", redis.uri());
    settings.put("tokkatot.s3.endpoint", objects.endpoint());
    settings.put("tokkatot.s3.access-key", objects.accessKey());
    settings.put("tokkatot.s3.secret-key", objects.secretKey());
    settings.put("tokkatot.s3.bucket", ObjectStore.BUCKET);
    settings.put("tokkatot.jwt.keys", keys.tokens().toString());
    settings.put("tokkatot.vault.keys", keys.vault().toString());
    settings.put("tokkatot.firmware.keys", keys.firmware().toString());
    settings.put("tokkatot.web.url", Urls.of(ports).web().toString());
    settings.put("tokkatot.codes.outbox", PrivateFiles.directory(layout.outbox()).toString());
    settings.put("tokkatot.staff.first-admin", Credentials.FIRST_ADMIN);
    // Load comes from this machine only, in the name of many addresses.
    settings.put("tokkatot.http.trusted-proxies", "127.0.0.1");
    if (influx) {
      settings.put("tokkatot.readings", "influx");
      settings.put("tokkatot.influx.url", "http://127.0.0.1:" + ports.influxGate());
      settings.put("tokkatot.influx.token", "none"); // version 1 asks for none
      settings.put("tokkatot.influx.bucket", InfluxServer.BUCKET);
    }
    settings.putAll(mqtt("tokkatot.mqtt", "cloud", ports.cloudMqtt(), pki.cloud()));
    own().forEach((name, value) -> settings.put(name.toString(), value.toString()));
    return new PayaraProcess(
        "cloud",
        versions.tokkatot(),
        50,
        layout,
        versions.payara(),
        Probe.http(ports.cloud(), "/api/v1/ready"),
        cloudJvm(),
        List.of(layout.connector(), layout.application()),
        settings,
        false);
  }

  private List<String> cloudJvm() {
    var heap = Stream.of("-Xms" + cloudHeapMb + "m", "-Xmx" + cloudHeapMb + "m");
    return Stream.concat(heap, CLOUD_JVM.stream()).toList();
  }

  private Properties own() throws IOException {
    var own = new Properties();
    if (Files.exists(layout.ownSettings())) {
      try (var in = Files.newBufferedReader(layout.ownSettings())) {
        own.load(in);
      }
    }
    return own;
  }

  PayaraProcess hub(FarmPlan farm) throws IOException, GeneralSecurityException {
    var identity = pki.hub(farm.hubId(), farm.farmId());
    Path data = PrivateFiles.directory(layout.data().resolve(farm.hubProcess()));
    var settings = new HashMap<String, String>();
    settings.put("tokkatot.hub.id", farm.hubId());
    settings.put("tokkatot.farm.id", farm.farmId());
    settings.put("tokkatot.hub.data", data.toString());
    settings.put("tokkatot.clock", "system"); // no battery-backed clock in a container
    settings.put(
        "tokkatot.cloud.url",
        "http://127.0.0.1:" + lines.restPort(farm.hubProcess(), ports.cloud()));
    settings.putAll(mqtt("tokkatot.cloud.mqtt", farm.hubProcess(), ports.cloudMqtt(), identity));
    settings.putAll(
        mqtt("tokkatot.field.mqtt", farm.hubProcess(), ports.farmMqtt(farm.number()), identity));
    var firmware = pki.server("firmware-" + farm.number());
    settings.put("tokkatot.firmware.host", "127.0.0.1");
    settings.put("tokkatot.firmware.port", Integer.toString(ports.firmware(farm.number())));
    settings.put("tokkatot.firmware.keystore", firmware.store().path().toString());
    settings.put("tokkatot.firmware.keystore.password", firmware.store().password());
    return new PayaraProcess(
        farm.hubProcess(),
        versions.tokkatot(),
        101 + 10 * farm.number(),
        layout,
        versions.payara(),
        Probe.http(ports.hub(farm.number()), "/health/ready"),
        HUB_JVM,
        List.of(layout.edgeAgent()),
        settings,
        true);
  }

  FarmBroker farmBroker(FarmPlan farm) throws IOException, GeneralSecurityException {
    var identity = pki.server(farm.brokerProcess());
    return new FarmBroker(layout, pki, identity, farm, ports.farmMqtt(farm.number()), mosquitto);
  }

  NodeProcess node(FarmPlan farm, FarmPlan.NodePlan node)
      throws IOException, GeneralSecurityException {
    return new NodeProcess(layout, settings(farm, node), versions.tokkatot());
  }

  /** The nodes of these farms in one process. */
  SwarmProcess swarm(List<FarmPlan> farms) throws IOException, GeneralSecurityException {
    var nodes = new ArrayList<NodeSettings>();
    for (var farm : farms) {
      for (var node : farm.nodes()) {
        nodes.add(settings(farm, node));
      }
    }
    return new SwarmProcess(layout, List.copyOf(nodes), false, versions.tokkatot());
  }

  private NodeSettings settings(FarmPlan farm, FarmPlan.NodePlan node)
      throws IOException, GeneralSecurityException {
    var name = node.process(farm.number());
    var identity = pki.node(node.nodeId(), farm.farmId());
    var port = line(name, ports.farmMqtt(farm.number()), identity);
    var state = layout.data().resolve(name);
    return new NodeSettings(farm, node, port, pki.authority(), identity.pem(), state);
  }

  private int line(String client, int broker, Pki.Identity identity)
      throws IOException, GeneralSecurityException {
    if (lines == Lines.DIRECT) {
      return broker;
    }
    return lines.port(
        new Lines.Line(client, broker, pki.keys(identity), pki.keys(pki.server("between"))));
  }

  private Map<String, String> mqtt(String prefix, String client, int broker, Pki.Identity identity)
      throws IOException, GeneralSecurityException {
    var port = line(client, broker, identity);
    return Map.of(
        prefix + ".host", "127.0.0.1",
        prefix + ".port", Integer.toString(port),
        prefix + ".keystore", identity.store().path().toString(),
        prefix + ".keystore.password", identity.store().password(),
        prefix + ".truststore", pki.trustStore().path().toString(),
        prefix + ".truststore.password", pki.trustStore().password());
  }
}
