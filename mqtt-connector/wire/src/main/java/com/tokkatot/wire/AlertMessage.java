package com.tokkatot.wire;

import java.time.Instant;
import java.util.UUID;

/**
 * That a reading called for people by one rule, or does so no more, on {@code
 * farm/{farm}/devices/{device}/alert} and in the journal. The hub is right about when it was; the
 * larger {@code revision} of a device and rule is right about how it is. Source: WIRE.md 3.13.
 *
 * @param alertId made by the hub; the same from raised to resolved
 * @param revision grows with each message of a hub, a new card included
 * @param since when the readings came beyond the limit
 * @param at when the reading was taken that made it so; of a rule that counts no more, now
 * @param limit as a reading, the target of the birds' age counted in
 * @param value what was read
 */
public record AlertMessage(
    UUID alertId,
    UUID deviceId,
    UUID ruleId,
    long revision,
    State state,
    Instant since,
    Instant at,
    String metric,
    Side side,
    Severity severity,
    double limit,
    double value) {

  /** How it is. */
  public enum State {
    RAISED,
    RESOLVED
  }

  /** On which side of the limit. */
  public enum Side {
    HIGH,
    LOW
  }

  /** How bad it is, as its rule says. */
  public enum Severity {
    INFO,
    WARNING,
    CRITICAL
  }

  public AlertMessage {
    if (!metric.matches("[a-z][a-z0-9_]{0,39}")) {
      throw new WireFormatException("metric", "must be a metric, for example temperature");
    }
    if (at.isBefore(since)) {
      throw new WireFormatException("at", "must not be before since");
    }
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong
   */
  public static AlertMessage read(byte[] payload) {
    var in = WireReader.of(payload);
    return new AlertMessage(
        in.uuid("alert_id"),
        in.uuid("device_id"),
        in.uuid("rule_id"),
        in.count("revision"),
        in.word("state", State.class),
        in.instant("since"),
        in.instant("at"),
        in.text("metric"),
        in.word("side", Side.class),
        in.word("severity", Severity.class),
        in.number("limit"),
        in.number("value"));
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    return new WireWriter()
        .put("alert_id", alertId)
        .put("device_id", deviceId)
        .put("rule_id", ruleId)
        .put("revision", (Long) revision)
        .put("state", state)
        .put("since", since)
        .put("at", at)
        .put("metric", metric)
        .put("side", side)
        .put("severity", severity)
        .put("limit", (Double) limit)
        .put("value", (Double) value)
        .toBytes();
  }
}
