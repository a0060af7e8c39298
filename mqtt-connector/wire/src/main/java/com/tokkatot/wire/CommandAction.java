package com.tokkatot.wire;

/** What a command asks an actuator to do. Source: WIRE.md 3.1. */
public enum CommandAction {
  ON,
  OFF,
  /** The hub resolves it to on or off before a node sees it: a repeated toggle would invert. */
  TOGGLE,
  /** 0 to 100 %. */
  SET_VALUE,
  SEQUENCE,
  STOP,
  /** Ends what a person's order holds: schedules go on. The hub does it; no node sees it. */
  RELEASE
}
