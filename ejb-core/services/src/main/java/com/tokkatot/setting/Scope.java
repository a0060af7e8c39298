package com.tokkatot.setting;

import java.util.UUID;

/** Whose a setting is. */
public enum Scope {
  /** A person's; no two people change it. */
  ACCOUNT,
  /** A farm's. */
  FARM,
  /** Ours, for the whole system. */
  SYSTEM,
  /** Which farms have which feature. */
  FEATURES;

  /** Stands for the owner of what is ours. */
  static final UUID OURS = new UUID(0, 0);

  /** Whether several people change it, so that one has to say what one has seen. */
  boolean isShared() {
    return this != ACCOUNT;
  }
}
