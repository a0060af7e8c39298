package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A farm's own broker: Debian's mosquitto with TLS 1.3, certificates for everybody, and rights by
 * name.
 */
record FarmBroker(
    Layout layout, Pki pki, Pki.Identity identity, FarmPlan farm, int port, String version)
    implements Child {

  static final String PROGRAM = "/usr/sbin/mosquitto";

  @Override
  public String name() {
    return farm.brokerProcess();
  }

  @Override
  public int order() {
    return 100 + 10 * farm.number();
  }

  @Override
  public Path log() {
    return layout.log(name());
  }

  @Override
  public Probe probe() {
    return Probe.accepts(port);
  }

  @Override
  public ProcessBuilder prepare() throws IOException {
    var folder = PrivateFiles.directory(layout.data().resolve(name()));
    PrivateFiles.write(folder.resolve("acl"), FarmRights.acl(farm));
    var settings = folder.resolve("mosquitto.conf");
    PrivateFiles.write(settings, settings(folder));
    return new ProcessBuilder(PROGRAM, "-c", settings.toString());
  }

  private String settings(Path folder) {
    var lines =
        List.of(
            "listener " + port + " 127.0.0.1",
            "tls_version tlsv1.3",
            "cafile " + pki.authority(),
            "certfile " + identity.certificate(),
            "keyfile " + identity.key(),
            "require_certificate true",
            "use_identity_as_username true",
            "allow_anonymous false",
            "acl_file " + folder.resolve("acl"),
            // Small messages one after the other: without this each may wait 40 ms for an
            // acknowledgement.
            "set_tcp_nodelay true",
            "max_inflight_messages 100",
            "max_queued_messages 1000",
            "persistence true",
            "persistence_location " + folder + "/",
            "autosave_interval 60",
            "log_dest stderr",
            "log_type error",
            "log_type warning",
            "log_type notice",
            "connection_messages false",
            // Only root is asked for another user, and that one could not read the keys.
            "user " + System.getProperty("user.name"));
    return String.join("\n", lines) + "\n";
  }
}
