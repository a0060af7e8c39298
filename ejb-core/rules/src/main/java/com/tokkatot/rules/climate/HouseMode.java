package com.tokkatot.rules.climate;

import com.tokkatot.rules.InvalidRule;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a house is used for just now. */
public enum HouseMode {
  /** No birds: nothing is wanted. */
  EMPTY,
  /** Warmed up for chicks that come: as on their first day. */
  PRE_HEAT,
  /** Birds grow: as their curve says. */
  GROWTH,
  /** Birds are caught: as in growth, but nobody heats an open house. */
  CATCHING;

  /** As people and messages write it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The one that people and messages write so.
   *
   * @throws InvalidRule if there is none
   */
  public static HouseMode named(String name) {
    return Stream.of(values())
        .filter(mode -> mode.word().equals(name))
        .findFirst()
        .orElseThrow(() -> new InvalidRule("mode", "must be empty, pre_heat, growth or catching"));
  }

  /**
   * What is wanted; empty: nothing.
   *
   * @param age of the birds in days; in an empty house and before they come it means nothing
   */
  public Optional<Comfort> wants(Curve curve, double age) {
    return switch (this) {
      case EMPTY -> Optional.empty();
      case PRE_HEAT -> Optional.of(curve.at(0));
      case GROWTH, CATCHING -> Optional.of(curve.at(age));
    };
  }

  /** Whether a heater may run at all. */
  public boolean heats() {
    return this == PRE_HEAT || this == GROWTH;
  }
}
