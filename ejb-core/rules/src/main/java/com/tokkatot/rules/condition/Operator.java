package com.tokkatot.rules.condition;

import com.tokkatot.rules.InvalidRule;
import java.util.stream.Stream;

/** How a reading is compared with a value. */
public enum Operator {
  LESS("<", -1),
  AT_MOST("<=", -1),
  MORE(">", 1),
  AT_LEAST(">=", 1),
  EQUAL("==", 0),
  UNEQUAL("!=", 0);

  private final String sign;
  private final int direction;

  Operator(String sign, int direction) {
    this.sign = sign;
    this.direction = direction;
  }

  /**
   * @throws InvalidRule if there is none that is written so
   */
  public static Operator of(String sign) {
    return Stream.of(values())
        .filter(operator -> operator.sign.equals(sign))
        .findFirst()
        .orElseThrow(() -> new InvalidRule("operator", "must be one of < <= > >= == !="));
  }

  /** As people and messages write it. */
  public String sign() {
    return sign;
  }

  /** 1: true for what is above; -1: for what is below; 0: neither. */
  int direction() {
    return direction;
  }

  boolean holds(double reading, double value) {
    return switch (this) {
      case LESS -> reading < value;
      case AT_MOST -> reading <= value;
      case MORE -> reading > value;
      case AT_LEAST -> reading >= value;
      case EQUAL -> reading == value;
      case UNEQUAL -> reading != value;
    };
  }
}
