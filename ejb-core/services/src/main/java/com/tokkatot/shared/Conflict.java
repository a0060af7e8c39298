package com.tokkatot.shared;

/** The request is right in itself, but not with the present state. */
public final class Conflict extends Problem {

  private static final long serialVersionUID = 1L;

  /**
   * @param code stable, upper snake case
   * @param detail for developers; never shown to a farmer
   */
  public Conflict(String code, String detail) {
    super(code, detail);
  }
}
