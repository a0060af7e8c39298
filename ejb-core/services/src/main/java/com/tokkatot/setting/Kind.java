package com.tokkatot.setting;

import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Invalid;
import jakarta.json.Json;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.util.List;

/** What a setting can be, and how it is read from JSON and written. */
sealed interface Kind {

  /** As the catalogue calls it. */
  String word();

  /**
   * @throws Invalid naming the field, if it cannot be that
   */
  Object read(String field, JsonValue json);

  /** What {@link #read} made, as JSON. */
  JsonValue write(Object value);

  /** A whole number within bounds. */
  record Whole(long least, long most, String unit) implements Kind {

    @Override
    public String word() {
      return "whole";
    }

    @Override
    public Object read(String field, JsonValue json) {
      if (json instanceof JsonNumber number
          && number.isIntegral()
          && number.bigIntegerValue().bitLength() < Long.SIZE
          && number.longValue() >= least
          && number.longValue() <= most) {
        return number.longValue();
      }
      throw new Invalid(field, "must be a whole number, " + least + " to " + most);
    }

    @Override
    public JsonValue write(Object value) {
      return Json.createValue((Long) value);
    }
  }

  /** One of some words. */
  record Choice(List<String> words) implements Kind {

    @Override
    public String word() {
      return "choice";
    }

    @Override
    public Object read(String field, JsonValue json) {
      if (json instanceof JsonString text && words.contains(text.getString())) {
        return text.getString();
      }
      throw new Invalid(field, "must be one of " + String.join(", ", words));
    }

    @Override
    public JsonValue write(Object value) {
      return Json.createValue((String) value);
    }
  }

  /** The id of a farm. */
  record FarmId() implements Kind {

    @Override
    public String word() {
      return "farm";
    }

    @Override
    public Object read(String field, JsonValue json) {
      if (json instanceof JsonString text) {
        return Ids.parse(field, text.getString()).toString();
      }
      throw new Invalid(field, "must be the id of a farm");
    }

    @Override
    public JsonValue write(Object value) {
      return Json.createValue((String) value);
    }
  }

  /** Which farms have a feature. */
  record Farms() implements Kind {

    @Override
    public String word() {
      return "farms";
    }

    @Override
    public Object read(String field, JsonValue json) {
      if (json instanceof JsonObject object) {
        return Reach.read(field, object);
      }
      throw new Invalid(field, "must be an object with share, on_farms or off_farms");
    }

    @Override
    public JsonValue write(Object value) {
      return ((Reach) value).json();
    }
  }
}
