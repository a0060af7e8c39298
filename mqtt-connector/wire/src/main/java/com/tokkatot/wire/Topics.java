package com.tokkatot.wire;

import java.util.UUID;

/**
 * The only place where a topic is built or read. Grammar: {@code
 * farm/{farm}/devices/{device}/{kind}} and {@code farm/{farm}/hub/{kind}}. Source: WIRE.md 2.
 */
public final class Topics {

  /** Largest payload, in bytes, that any of our topics carries. */
  public static final int MAX_PAYLOAD_BYTES = 8192;

  /** What the last level of a topic says. */
  public enum Kind {
    COMMAND("command"),
    STATUS("status"),
    EXECUTION("execution"),
    ALERT("alert"),
    SENSOR("sensor"),
    CONFIG("config"),
    HEARTBEAT("heartbeat"),
    FW_UPDATE("fw_update"),
    FW_STATUS("fw_status"),
    HUB_DIGEST("digest"),
    HUB_NOTIFY("notify"),
    HUB_STOP("stop"),
    ESTOP("estop");

    private final String level;

    Kind(String level) {
      this.level = level;
    }
  }

  /**
   * What a topic says.
   *
   * @param deviceId device or node; null for the hub's topics and for {@code estop}
   */
  public record Address(UUID farmId, UUID deviceId, Kind kind) {}

  private Topics() {}

  /** Topic of one device or node. */
  public static String device(UUID farmId, UUID deviceId, Kind kind) {
    return "farm/" + farmId + "/devices/" + deviceId + "/" + kind.level;
  }

  /** Filter for one kind from every device of one farm. */
  public static String devices(UUID farmId, Kind kind) {
    return "farm/" + farmId + "/devices/+/" + kind.level;
  }

  /** Where a hub is told that there is something to fetch. */
  public static String hubNotify(UUID farmId) {
    return "farm/" + farmId + "/hub/notify";
  }

  /** The hub's picture of its farm. */
  public static String hubDigest(UUID farmId) {
    return "farm/" + farmId + "/hub/digest";
  }

  /** What the cloud asks of the hub about emergency stops. */
  public static String hubStop(UUID farmId) {
    return "farm/" + farmId + "/hub/stop";
  }

  /** The farm's emergency stops, retained. */
  public static String stops(UUID farmId) {
    return "farm/" + farmId + "/estop";
  }

  /**
   * @throws WireFormatException if the topic is none of ours
   */
  public static Address parse(String topic) {
    var levels = topic.split("/", -1);
    if (levels.length == 5 && levels[0].equals("farm") && levels[2].equals("devices")) {
      return new Address(
          WireReader.parseUuid("farm", levels[1]),
          WireReader.parseUuid("device", levels[3]),
          deviceKind(levels[4]));
    }
    if (levels.length == 4 && levels[0].equals("farm") && levels[2].equals("hub")) {
      var kind =
          switch (levels[3]) {
            case "digest" -> Kind.HUB_DIGEST;
            case "notify" -> Kind.HUB_NOTIFY;
            case "stop" -> Kind.HUB_STOP;
            default -> throw unknown(topic);
          };
      return new Address(WireReader.parseUuid("farm", levels[1]), null, kind);
    }
    if (levels.length == 3 && levels[0].equals("farm") && levels[2].equals("estop")) {
      return new Address(WireReader.parseUuid("farm", levels[1]), null, Kind.ESTOP);
    }
    throw unknown(topic);
  }

  private static Kind deviceKind(String level) {
    return switch (level) {
      case "command" -> Kind.COMMAND;
      case "status" -> Kind.STATUS;
      case "execution" -> Kind.EXECUTION;
      case "alert" -> Kind.ALERT;
      case "sensor" -> Kind.SENSOR;
      case "config" -> Kind.CONFIG;
      case "heartbeat" -> Kind.HEARTBEAT;
      case "fw_update" -> Kind.FW_UPDATE;
      case "fw_status" -> Kind.FW_STATUS;
      default -> throw unknown(level);
    };
  }

  private static WireFormatException unknown(String topic) {
    return new WireFormatException("(topic)", "'" + topic + "' is not known");
  }
}
