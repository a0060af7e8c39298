package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;

/**
 * What a virtual node is told, as the file it reads.
 *
 * @param port of the farm's broker, or of what lies before it
 * @param state where it keeps its boot counter, the last commands and {@code relay.log}
 */
record NodeSettings(
    FarmPlan farm, FarmPlan.NodePlan node, int port, Path authority, Pki.Pem pem, Path state) {

  /** Writes it into the node's folder and says where. */
  Path write() throws IOException {
    var file = PrivateFiles.directory(state).resolve("node.conf");
    PrivateFiles.write(file, text());
    return file;
  }

  private String text() {
    var lines = new ArrayList<String>();
    lines.add("node_id=" + node.nodeId());
    lines.add("farm_id=" + farm.farmId());
    lines.add("incarnation=1");
    lines.add("host=127.0.0.1");
    lines.add("port=" + port);
    lines.add("ca=" + authority);
    lines.add("cert=" + pem.certificate());
    lines.add("key=" + pem.key());
    lines.add("state_dir=" + state);
    for (var device : node.devices()) {
      lines.add("device=" + device.kind() + ":" + device.deviceId());
    }
    return String.join("\n", lines) + "\n";
  }
}
