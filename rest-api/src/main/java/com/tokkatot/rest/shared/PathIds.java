package com.tokkatot.rest.shared;

import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import java.util.UUID;

/** Reads ids from paths: what is not an id names nothing, so it is not found. */
public final class PathIds {

  private PathIds() {}

  public static UUID farm(String text) {
    return id(text, "FARM_NOT_FOUND");
  }

  public static UUID device(String text) {
    return id(text, "DEVICE_NOT_FOUND");
  }

  public static UUID command(String text) {
    return id(text, "COMMAND_NOT_FOUND");
  }

  public static UUID user(String text) {
    return id(text, "USER_NOT_FOUND");
  }

  public static UUID session(String text) {
    return id(text, "SESSION_NOT_FOUND");
  }

  public static UUID invitation(String text) {
    return id(text, "INVITATION_INVALID");
  }

  public static UUID coop(String text) {
    return id(text, "COOP_NOT_FOUND");
  }

  public static UUID node(String text) {
    return id(text, "NODE_NOT_FOUND");
  }

  public static UUID hub(String text) {
    return id(text, "HUB_NOT_FOUND");
  }

  public static UUID group(String text) {
    return id(text, "GROUP_NOT_FOUND");
  }

  public static UUID release(String text) {
    return id(text, "RELEASE_NOT_FOUND");
  }

  public static UUID rollout(String text) {
    return id(text, "ROLLOUT_NOT_FOUND");
  }

  public static UUID schedule(String text) {
    return id(text, "SCHEDULE_NOT_FOUND");
  }

  public static UUID alert(String text) {
    return id(text, "ALERT_NOT_FOUND");
  }

  public static UUID alertRule(String text) {
    return id(text, "ALERT_RULE_NOT_FOUND");
  }

  /** An export plan, or a file that one made. */
  public static UUID exported(String text) {
    return id(text, "EXPORT_NOT_FOUND");
  }

  public static UUID message(String text) {
    return id(text, "MESSAGE_NOT_FOUND");
  }

  public static UUID mute(String text) {
    return id(text, "MUTE_NOT_FOUND");
  }

  public static UUID subscription(String text) {
    return id(text, "SUBSCRIPTION_NOT_FOUND");
  }

  private static UUID id(String text, String code) {
    try {
      return Ids.parse("id", text);
    } catch (Invalid e) {
      throw new NotFound(code, "that is not an id");
    }
  }
}
