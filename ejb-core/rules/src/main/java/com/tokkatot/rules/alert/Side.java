package com.tokkatot.rules.alert;

/** On which side of its limit a reading is wrong. */
public enum Side {
  /** Too high: at the limit and above. */
  HIGH(1),
  /** Too low: at the limit and below. */
  LOW(-1);

  private final int direction;

  Side(int direction) {
    this.direction = direction;
  }

  /**
   * @param margin zero or more: how far inside the limit a reading still counts as beyond
   */
  boolean isBeyond(double value, double limit, double margin) {
    return (value - limit) * direction >= -margin;
  }
}
