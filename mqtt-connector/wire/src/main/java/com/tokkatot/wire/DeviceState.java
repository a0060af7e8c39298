package com.tokkatot.wire;

/** What an actuator is, as its node knows it. */
public enum DeviceState {
  ON,
  OFF,
  ERROR,
  UNKNOWN
}
