package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Many virtual nodes in one process: the same firmware, each node with its own key and house.
 *
 * @param inMemory whether they keep nothing, for measurements
 */
record SwarmProcess(Layout layout, List<NodeSettings> nodes, boolean inMemory, String version)
    implements Child {

  static final String NAME = "swarm";

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int order() {
    return 9_000;
  }

  @Override
  public Path log() {
    return layout.log(NAME);
  }

  @Override
  public Probe probe() {
    return Probe.ALIVE;
  }

  @Override
  public ProcessBuilder prepare() throws IOException {
    var paths = new ArrayList<String>();
    for (var node : nodes) {
      paths.add(node.write().toString());
    }
    var list = PrivateFiles.directory(layout.data().resolve(NAME)).resolve("nodes");
    PrivateFiles.write(list, String.join("\n", paths) + "\n");
    var command = new ArrayList<>(List.of(layout.swarmProgram().toString()));
    command.addAll(List.of("--nodes", list.toString()));
    if (inMemory) {
      command.add("--in-memory");
    }
    return new ProcessBuilder(command);
  }
}
