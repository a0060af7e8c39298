package com.tokkatot.wire;

import jakarta.json.JsonObject;
import java.util.List;

/**
 * What a hub judges readings by while the cloud is away, and while it is not. Source: WIRE.md 3.13.
 *
 * @param rules that may count on the farm, ours too, as {@code
 *     com.tokkatot.rules.json.AlertRuleJson} writes them
 * @param coops what stands where
 */
public record AlertPlan(List<JsonObject> rules, List<CoopBirds> coops) {

  /** Nothing is judged. */
  public static final AlertPlan NONE = new AlertPlan(List.of(), List.of());

  public AlertPlan {
    rules = List.copyOf(rules);
    coops = List.copyOf(coops);
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong; rules and birds
   *     are judged by whoever uses them
   */
  public static AlertPlan read(byte[] document) {
    return read(WireReader.of(document, SnapshotMessage.MAX_BYTES));
  }

  static AlertPlan read(WireReader in) {
    return new AlertPlan(
        in.array("rules").stream()
            .map(
                value -> {
                  if (value instanceof JsonObject rule) {
                    return rule;
                  }
                  throw new WireFormatException("rules", "must hold objects only");
                })
            .toList(),
        in.array("coops").stream().map(CoopBirds::read).toList());
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    return json().toBytes();
  }

  WireWriter json() {
    var all = WireWriter.list();
    rules.forEach(all::add);
    var places = WireWriter.list();
    coops.forEach(coop -> places.add(coop.json().toJson()));
    return new WireWriter().put("rules", all).put("coops", places);
  }
}
