package com.tokkatot.farm;

/** What a member may do in one farm. Source: decisions.md D6. */
public enum Role {
  OWNER,
  MANAGER,
  VIEWER;

  /** Whether this role may order devices about. */
  public boolean mayCommand() {
    return this != VIEWER;
  }
}
