package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Path;

/** A virtual node: the firmware's own code as a program, with simulated relays and sensors. */
record NodeProcess(Layout layout, NodeSettings settings, String version) implements Child {

  @Override
  public String name() {
    return settings.node().process(settings.farm().number());
  }

  @Override
  public int order() {
    return 102 + 10 * settings.farm().number();
  }

  @Override
  public Path log() {
    return layout.log(name());
  }

  @Override
  public Probe probe() {
    return Probe.ALIVE;
  }

  @Override
  public ProcessBuilder prepare() throws IOException {
    return new ProcessBuilder(
        layout.nodeProgram().toString(), "--config", settings.write().toString());
  }
}
