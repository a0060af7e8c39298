package com.tokkatot.shared;

import java.util.Map;

/** The request is right in itself, but not with the present state. */
public final class Conflict extends Problem {

  private static final long serialVersionUID = 1L;

  private final transient Map<String, Object> details;

  /**
   * @param code stable, upper snake case
   * @param detail for developers; never shown to a farmer
   */
  public Conflict(String code, String detail) {
    this(code, detail, Map.of());
  }

  /**
   * @param details what is in the way
   */
  public Conflict(String code, String detail, Map<String, Object> details) {
    super(code, detail);
    this.details = Map.copyOf(details);
  }

  @Override
  public Map<String, Object> details() {
    return details;
  }
}
