package com.tokkatot.setting;

import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Invalid;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/**
 * Which farms have a feature. A farm that has it at some share has it at every greater one, and
 * which farms come first is another order for each feature.
 *
 * @param share of all farms, in percent, 0 to 100
 * @param onFarms have it whatever the share
 * @param offFarms have it in no case
 */
public record Reach(int share, List<UUID> onFarms, List<UUID> offFarms) {

  /** Every farm. */
  static final Reach ALL = new Reach(100, List.of(), List.of());

  /** Most farms of either list. */
  static final int MOST = 1_000;

  private static final Kind SHARE = new Kind.Whole(0, 100, "%");
  private static final Set<String> FIELDS = Set.of("share", "on_farms", "off_farms");

  public Reach {
    onFarms = onFarms.stream().distinct().sorted().toList();
    offFarms = offFarms.stream().distinct().sorted().toList();
  }

  /**
   * @throws Invalid naming the field inside
   */
  static Reach read(String field, JsonObject json) {
    for (var name : json.keySet()) {
      if (!FIELDS.contains(name)) {
        throw new Invalid(field + "." + name, "is not known");
      }
    }
    if (!json.containsKey("share")) {
      throw new Invalid(field + ".share", "is missing");
    }
    var share = (Long) SHARE.read(field + ".share", json.get("share"));
    var on = farms(field + ".on_farms", json, "on_farms");
    var off = farms(field + ".off_farms", json, "off_farms");
    if (on.stream().anyMatch(off::contains)) {
      throw new Invalid(field + ".off_farms", "names a farm that is in on_farms too");
    }
    return new Reach(share.intValue(), on, off);
  }

  private static List<UUID> farms(String field, JsonObject json, String name) {
    if (!json.containsKey(name)) {
      return List.of();
    }
    if (!(json.get(name) instanceof JsonArray list) || list.size() > MOST) {
      throw new Invalid(field, "must be a list of at most " + MOST + " ids");
    }
    return list.stream()
        .map(
            value -> {
              if (value instanceof JsonString text) {
                return Ids.parse(field, text.getString());
              }
              throw new Invalid(field, "must hold ids only");
            })
        .toList();
  }

  /** As {@link #read} reads it. */
  JsonObject json() {
    return Json.createObjectBuilder()
        .add("share", share)
        .add("on_farms", Json.createArrayBuilder(onFarms.stream().map(UUID::toString).toList()))
        .add("off_farms", Json.createArrayBuilder(offFarms.stream().map(UUID::toString).toList()))
        .build();
  }

  /** Whether a farm has the feature of this name. */
  boolean has(String feature, UUID farmId) {
    if (offFarms.contains(farmId)) {
      return false;
    }
    return onFarms.contains(farmId) || place(feature, farmId) < share;
  }

  /** 0 to 99, always the same for the same feature and farm. */
  private static int place(String feature, UUID farmId) {
    try {
      var text = feature + "/" + farmId;
      var digest =
          MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
      return (int) Long.remainderUnsigned(ByteBuffer.wrap(digest).getLong(), 100);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every JDK", e);
    }
  }
}
