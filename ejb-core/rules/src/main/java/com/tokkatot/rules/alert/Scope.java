package com.tokkatot.rules.alert;

/** For what a rule was made, widest first. */
public enum Scope {
  /** For every farm: ours. */
  DEFAULT,
  FARM,
  COOP,
  DEVICE
}
