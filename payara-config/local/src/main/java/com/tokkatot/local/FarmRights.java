package com.tokkatot.local;

import java.util.ArrayList;

/**
 * Who may read and write what on a farm's broker, as mosquitto's acl_file. The user is the common
 * name of the certificate: the hub's id or a node's.
 */
final class FarmRights {

  private static final String[] ORDERS = {"command", "config", "fw_update"};
  private static final String[] REPORTS = {"status", "sensor", "heartbeat", "fw_status"};

  private FarmRights() {}

  static String acl(FarmPlan farm) {
    var top = "farm/" + farm.farmId();
    var lines = new ArrayList<String>();
    lines.add("user " + farm.hubId());
    lines.add("topic readwrite " + top + "/#");
    for (var node : farm.nodes()) {
      lines.add("");
      lines.add("user " + node.nodeId());
      lines.add("topic read " + top + "/estop");
      allow(lines, top + "/devices/" + node.nodeId());
      for (var device : node.devices()) {
        allow(lines, top + "/devices/" + device.deviceId());
      }
    }
    return String.join("\n", lines) + "\n";
  }

  private static void allow(ArrayList<String> lines, String topic) {
    for (var order : ORDERS) {
      lines.add("topic read " + topic + "/" + order);
    }
    for (var report : REPORTS) {
      lines.add("topic write " + topic + "/" + report);
    }
  }
}
