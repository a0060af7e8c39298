package com.tokkatot.rules.json;

import com.tokkatot.rules.climate.Comfort;
import com.tokkatot.rules.climate.Curve;
import com.tokkatot.rules.climate.Curve.Point;
import com.tokkatot.rules.condition.Leaf;
import com.tokkatot.rules.condition.Operator;
import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
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
   * @param equipment kinds of devices that it is for
   * @param climate fan or heater: its values follow the flock's age; null: they are fixed
   */
  public record Preset(
      String id, String useCase, List<String> equipment, String climate, JsonObject definition) {

    /** The same for birds that want this; without a flock it is made for grown ones. */
    public JsonObject definition(Comfort comfort) {
      if (climate == null) {
        return definition;
      }
      var isFan = climate.equals("fan");
      var leaf =
          new Leaf(
              null,
              "temperature",
              isFan ? Operator.MORE : Operator.LESS,
              isFan ? comfort.fanOn() : comfort.heaterOn(),
              isFan ? comfort.fanOff() : comfort.heaterOff());
      return Json.createObjectBuilder(definition)
          .add("condition", ConditionJson.write(leaf))
          .build();
    }
  }

  private Presets() {}

  /** All, in the order of their use cases. */
  public static List<Preset> all() {
    return read("presets.json").getValuesAs(Presets::preset);
  }

  /** The curves that are there before anybody has made one. */
  public static List<Curve> curves() {
    return read("curves.json").getValuesAs(value -> curve(value.asJsonObject()));
  }

  /**
   * A curve as people write it: {@code {id, source, points: [{day, temperature, humidity_low,
   * humidity_high}]}}.
   *
   * @throws com.tokkatot.rules.InvalidRule naming the field with its path
   */
  public static Curve curve(JsonObject json) {
    var in = new Fields(json, "", true);
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
        json.getJsonArray("equipment").getValuesAs(JsonString::getString),
        json.getString("climate", null),
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
