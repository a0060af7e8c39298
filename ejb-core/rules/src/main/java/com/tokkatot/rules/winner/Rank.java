package com.tokkatot.rules.winner;

/** Who wants something of a device; the first wins over all behind it. Source: schedules.md. */
public enum Rank {
  /** The stop button of the coop: everything that moves or heats is off, fans too. */
  BUTTON,
  /** Air that kills. */
  LIFE,
  /** Stopped from the app. */
  APP_STOP,
  /** What the board never allows. */
  INTERLOCK,
  /** Somebody's order, while it holds. */
  PERSON,
  SCHEDULE,
  /** Off; for a fan, the coop's minimum ventilation. */
  REST
}
