package com.tokkatot.farm;

import java.util.Locale;

/**
 * What a member is in one farm. What a role may do: {@link Permission}. Source: decisions.md D6.
 */
public enum Role {
  OWNER,
  MANAGER,
  VIEWER;

  /** As JSON and the database spell it. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
