package com.tokkatot.rules.condition;

import com.tokkatot.rules.InvalidRule;
import java.util.List;

/**
 * A tree of statements about readings. A part that is not known makes the whole not known: an old
 * reading must neither start nor go on feeding, heating or pumping.
 */
public sealed interface Condition permits Leaf, Condition.And, Condition.Or, Condition.Not {

  /** More would be a program, not a rule. */
  int MOST_LEAVES = 16;

  /** All of them. */
  record And(List<Condition> parts) implements Condition {
    public And {
      parts = some("and", parts);
    }
  }

  /** One of them. */
  record Or(List<Condition> parts) implements Condition {
    public Or {
      parts = some("or", parts);
    }
  }

  /** The contrary. */
  record Not(Condition part) implements Condition {
    public Not {
      if (part == null) {
        throw new InvalidRule("not", "must have a part");
      }
    }
  }

  /** Its leaves, from left to right. */
  default List<Leaf> leaves() {
    if (this instanceof And and) {
      return leaves(and.parts);
    }
    if (this instanceof Or or) {
      return leaves(or.parts);
    }
    return this instanceof Not not ? not.part.leaves() : List.of((Leaf) this);
  }

  private static List<Leaf> leaves(List<Condition> parts) {
    return parts.stream().flatMap(part -> part.leaves().stream()).toList();
  }

  private static List<Condition> some(String field, List<Condition> parts) {
    if (parts == null || parts.isEmpty()) {
      throw new InvalidRule(field, "must have a part");
    }
    if (leaves(parts).size() > MOST_LEAVES) {
      throw new InvalidRule(field, "has more than " + MOST_LEAVES + " comparisons");
    }
    return List.copyOf(parts);
  }
}
