package com.tokkatot.local;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One farm of the stack: its ids and which node carries which device. Ids are made once, so the
 * same plan comes out on every start, also when farms or nodes are added later.
 */
public record FarmPlan(
    int number, String farmId, String name, String hubId, String coopId, List<NodePlan> nodes) {

  private static final List<String> BARN = List.of("pump", "water_level", "feeder", "conveyor");
  private static final List<String> CLIMATE = List.of("light", "fan", "heater", "siren", "dht22");

  /** An extra node carries as many lights as a node program can hold. */
  private static final List<String> EXTRA = Collections.nCopies(16, "light");

  /** A node program and its devices. */
  public record NodePlan(int number, String nodeId, List<DevicePlan> devices) {

    String process(int farm) {
      return "node-" + farm + "-" + number;
    }
  }

  /**
   * A device of a node.
   *
   * @param kind as in the node's configuration: pump, feeder, light, fan, heater, conveyor, siren,
   *     dht22, water_level
   */
  public record DevicePlan(String deviceId, String kind, String name) {}

  /** The plans of so many farms, each with the two nodes of the demo and the extra ones. */
  static List<FarmPlan> read(Path file, InstantSource time, int farms, int extraNodes) {
    var ids = new Ids(time);
    var notebook = new Notebook(file);
    var plans = new ArrayList<FarmPlan>();
    for (int farm = 0; farm < farms; farm++) {
      var prefix = "farm." + farm;
      var nodes = new ArrayList<NodePlan>();
      nodes.add(node(notebook, ids, prefix, 1, BARN));
      nodes.add(node(notebook, ids, prefix, 2, CLIMATE));
      for (int extra = 0; extra < extraNodes; extra++) {
        nodes.add(node(notebook, ids, prefix, 3 + extra, EXTRA));
      }
      plans.add(
          new FarmPlan(
              farm,
              notebook.get(prefix + ".id", ids::next),
              farm == 0 ? "Demo" : "Farm " + farm,
              notebook.get(prefix + ".hub", ids::next),
              notebook.get(prefix + ".coop", ids::next),
              List.copyOf(nodes)));
    }
    return List.copyOf(plans);
  }

  private static NodePlan node(
      Notebook notebook, Ids ids, String farm, int number, List<String> kinds) {
    var prefix = farm + ".node." + number;
    var devices = new ArrayList<DevicePlan>();
    for (int i = 0; i < kinds.size(); i++) {
      var kind = kinds.get(i);
      var alone = kinds.indexOf(kind) == kinds.lastIndexOf(kind);
      var key = prefix + ".device." + (alone ? kind : kind + "-" + (i + 1));
      var name = words(kind) + (alone ? "" : " " + number + "/" + (i + 1));
      devices.add(new DevicePlan(notebook.get(key, ids::next), kind, name));
    }
    return new NodePlan(number, notebook.get(prefix + ".id", ids::next), List.copyOf(devices));
  }

  private static String words(String kind) {
    return switch (kind) {
      case "dht22" -> "Climate sensor";
      case "water_level" -> "Water level";
      default -> Character.toUpperCase(kind.charAt(0)) + kind.substring(1);
    };
  }

  /** Name of the hub's process. */
  public String hubProcess() {
    return "hub-" + number;
  }

  /** Name of the farm broker's process. */
  public String brokerProcess() {
    return "farm-broker-" + number;
  }
}
