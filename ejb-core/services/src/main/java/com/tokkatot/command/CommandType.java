package com.tokkatot.command;

import com.tokkatot.wire.CommandAction;

/**
 * What people may ask for. The device is told fewer things: percent is percent on the wire,
 * whatever it moves. Source: requirements.md 2.6 C1; decisions.md D18.
 */
public enum CommandType {
  ON(CommandAction.ON),
  OFF(CommandAction.OFF),
  TOGGLE(CommandAction.TOGGLE),
  /** 0 to 100 %. */
  SET_VALUE(CommandAction.SET_VALUE),
  /** 0 to 100 % of full speed. */
  SET_SPEED(CommandAction.SET_VALUE),
  /** 0 to 180 degrees. */
  SET_ANGLE(CommandAction.SET_VALUE),
  /** Steps, one after the other, run by the device itself. */
  SEQUENCE(CommandAction.SEQUENCE),
  /** What an earlier order holds is given back to schedules. */
  RELEASE(CommandAction.RELEASE);

  private static final double MOST_DEGREES = 180;
  private static final double MOST_PERCENT = 100;

  private final CommandAction action;

  CommandType(CommandAction action) {
    this.action = action;
  }

  CommandAction action() {
    return action;
  }

  /** Whether it comes with a value. */
  boolean hasValue() {
    return action == CommandAction.SET_VALUE;
  }

  /** The largest value; the smallest is 0. */
  double most() {
    return this == SET_ANGLE ? MOST_DEGREES : MOST_PERCENT;
  }

  /** What the wire carries for a value that was asked for, or null for none. */
  Double percent(Double asked) {
    return asked == null ? null : asked * MOST_PERCENT / most();
  }

  /** What was asked for, from what the wire carries. */
  Double asked(Double percent) {
    return percent == null ? null : percent * most() / MOST_PERCENT;
  }
}
