package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;

/** A virtual node: the firmware's own code as a program, with simulated relays and sensors. */
record NodeProcess(
    Layout layout,
    Pki pki,
    Pki.Identity identity,
    FarmPlan farm,
    FarmPlan.NodePlan node,
    int port,
    String version)
    implements Child {

  @Override
  public String name() {
    return node.process(farm.number());
  }

  @Override
  public int order() {
    return 102 + 10 * farm.number();
  }

  @Override
  public Path log() {
    return layout.log(name());
  }

  @Override
  public Probe probe() {
    return Probe.ALIVE;
  }

  /** Where it keeps its boot counter, the last commands and {@code relay.log}. */
  Path state() {
    return layout.data().resolve(name());
  }

  @Override
  public ProcessBuilder prepare() throws IOException {
    PrivateFiles.directory(state());
    var settings = state().resolve("node.conf");
    PrivateFiles.write(settings, settings());
    return new ProcessBuilder(layout.nodeProgram().toString(), "--config", settings.toString());
  }

  private String settings() {
    var lines = new ArrayList<String>();
    lines.add("node_id=" + node.nodeId());
    lines.add("farm_id=" + farm.farmId());
    lines.add("incarnation=1");
    lines.add("host=127.0.0.1");
    lines.add("port=" + port);
    lines.add("ca=" + pki.authority());
    lines.add("cert=" + identity.certificate());
    lines.add("key=" + identity.key());
    lines.add("state_dir=" + state());
    for (var device : node.devices()) {
      lines.add("device=" + device.kind() + ":" + device.deviceId());
    }
    return String.join("\n", lines) + "\n";
  }
}
