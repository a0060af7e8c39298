package com.tokkatot.rules.json;

import com.tokkatot.rules.climate.Birds;
import com.tokkatot.rules.climate.HouseMode;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.time.Instant;

/** Birds from and to JSON: {@code {mode, curve, placed_at, said_at}}. Source: WIRE.md 3.12. */
public final class BirdsJson {

  private BirdsJson() {}

  /**
   * Fields that are not known here are passed over: a newer cloud may say more.
   *
   * @throws com.tokkatot.rules.InvalidRule naming the field with its path
   */
  public static Birds read(JsonObject json) {
    var in = new Fields(json, "", false);
    var name = in.text("mode");
    var mode = in.made(() -> HouseMode.named(name));
    var curve = Presets.curve(in.inside("curve"));
    var placed = in.has("placed_at") ? in.time("placed_at", Instant::parse, "an instant") : null;
    var said = in.time("said_at", Instant::parse, "an instant");
    return new Birds(mode, curve, placed, said);
  }

  /** As {@link #read(JsonObject)} reads it. */
  public static JsonObject write(Birds birds) {
    var json =
        Json.createObjectBuilder()
            .add("mode", birds.mode().word())
            .add("curve", Presets.write(birds.curve()))
            .add("said_at", birds.saidAt().toString());
    if (birds.placedAt() != null) {
      json.add("placed_at", birds.placedAt().toString());
    }
    return json.build();
  }
}
