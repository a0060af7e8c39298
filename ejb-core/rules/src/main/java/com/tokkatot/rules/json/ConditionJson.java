package com.tokkatot.rules.json;

import com.tokkatot.rules.condition.Condition;
import com.tokkatot.rules.condition.Condition.And;
import com.tokkatot.rules.condition.Condition.Not;
import com.tokkatot.rules.condition.Condition.Or;
import com.tokkatot.rules.condition.Leaf;
import com.tokkatot.rules.condition.Operator;
import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObjectBuilder;
import java.util.List;

/** Condition trees from and to JSON. */
final class ConditionJson {

  /** Deeper ones nobody can read, and they would cost stack. */
  private static final int DEEPEST = 8;

  /** Up to there a double is exact. */
  private static final double MOST_WHOLE = 1e15;

  private ConditionJson() {}

  static Condition read(Fields in) {
    return read(in, 1);
  }

  private static Condition read(Fields in, int depth) {
    var condition = part(in, depth);
    in.end();
    return condition;
  }

  private static Condition part(Fields in, int depth) {
    if (in.has("and")) {
      var parts = parts(in, "and", depth);
      return in.made(() -> new And(parts));
    }
    if (in.has("or")) {
      var parts = parts(in, "or", depth);
      return in.made(() -> new Or(parts));
    }
    return in.has("not") ? new Not(deeper(in.inside("not"), depth)) : leaf(in);
  }

  private static List<Condition> parts(Fields in, String field, int depth) {
    return in.each(field, Condition.MOST_LEAVES, part -> deeper(part, depth));
  }

  private static Condition deeper(Fields in, int depth) {
    if (depth == DEEPEST) {
      throw in.wrong("(condition)", "is more than " + DEEPEST + " deep");
    }
    return read(in, depth + 1);
  }

  private static Leaf leaf(Fields in) {
    var device = in.has("device_id") ? in.uuid("device_id") : null;
    var metric = in.text("metric");
    var sign = in.text("operator");
    var operator = in.made(() -> Operator.of(sign));
    var value = in.number("value");
    var release = in.has("release") ? in.number("release") : null;
    var fromTarget = in.flag("from_target");
    return in.made(() -> new Leaf(device, metric, operator, value, release, fromTarget));
  }

  static JsonObjectBuilder write(Condition condition) {
    var json = Json.createObjectBuilder();
    if (condition instanceof And and) {
      return json.add("and", all(and.parts()));
    }
    if (condition instanceof Or or) {
      return json.add("or", all(or.parts()));
    }
    if (condition instanceof Not not) {
      return json.add("not", write(not.part()));
    }
    var leaf = (Leaf) condition;
    if (leaf.deviceId() != null) {
      json.add("device_id", leaf.deviceId().toString());
    }
    json.add("metric", leaf.metric()).add("operator", leaf.operator().sign());
    json.add("value", number(leaf.value()));
    if (leaf.release() != null) {
      json.add("release", number(leaf.release()));
    }
    if (leaf.fromTarget()) {
      json.add("from_target", true);
    }
    return json;
  }

  /** Whole ones as people write them. */
  private static JsonNumber number(double value) {
    var isWhole = value == Math.rint(value) && Math.abs(value) < MOST_WHOLE;
    return isWhole ? Json.createValue((long) value) : Json.createValue(value);
  }

  private static JsonArrayBuilder all(List<Condition> parts) {
    var list = Json.createArrayBuilder();
    parts.forEach(part -> list.add(write(part)));
    return list;
  }
}
