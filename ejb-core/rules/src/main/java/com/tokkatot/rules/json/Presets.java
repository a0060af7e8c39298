package com.tokkatot.rules.json;

import com.tokkatot.rules.climate.Curve;
import com.tokkatot.rules.climate.Curve.Point;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** What schedules begin with: presets by use case, and climate curves. Data of this jar. */
public final class Presets {

  /**
   * A definition to begin with; only its {@code devices} are missing.
   *
   * @param id by which screens name it, in the farmer's language
   * @param useCase as requirements.md 8.3 numbers it
   * @param kind of device that it is for
   */
  public record Preset(String id, String useCase, String kind, JsonObject definition) {}

  private Presets() {}

  /** All, in the order of their use cases. */
  public static List<Preset> all() {
    return read("presets.json").getValuesAs(Presets::preset);
  }

  /** The curves that are there before anybody has made one. */
  public static List<Curve> curves() {
    return read("curves.json").getValuesAs(value -> curve(value.asJsonObject()));
  }

  /** As {@link #curve(JsonObject)} reads it. */
  static JsonObject write(Curve curve) {
    var points = Json.createArrayBuilder();
    for (var point : curve.points()) {
      points.add(
          Json.createObjectBuilder()
              .add("day", point.day())
              .add("temperature", point.temperature())
              .add("humidity_low", point.humidityLow())
              .add("humidity_high", point.humidityHigh()));
    }
    return Json.createObjectBuilder()
        .add("id", curve.id())
        .add("source", curve.source())
        .add("points", points)
        .build();
  }

  /**
   * A curve as people write it: {@code {id, source, points: [{day, temperature, humidity_low,
   * humidity_high}]}}.
   *
   * @throws com.tokkatot.rules.InvalidRule naming the field with its path
   */
  public static Curve curve(JsonObject json) {
    return curve(new Fields(json, "", true));
  }

  static Curve curve(Fields in) {
    var id = in.text("id");
    var source = in.text("source");
    var points = in.each("points", 100, Presets::point);
    in.end();
    return in.made(() -> new Curve(id, source, points));
  }

  private static Point point(Fields in) {
    var day = in.whole("day");
    var temperature = in.number("temperature");
    var low = in.number("humidity_low");
    var high = in.number("humidity_high");
    in.end();
    return in.made(() -> new Point(day, temperature, low, high));
  }

  private static Preset preset(JsonValue value) {
    var json = value.asJsonObject();
    return new Preset(
        json.getString("id"),
        json.getString("case"),
        json.getString("kind"),
        json.getJsonObject("definition"));
  }

  private static JsonArray read(String name) {
    try (var in = Presets.class.getResourceAsStream(name);
        var reader = Json.createReader(in)) {
      return reader.readArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
