package com.tokkatot.shared;

/** A part this needs is away; the same request may succeed later. */
public final class Unavailable extends Problem {

  private static final long serialVersionUID = 1L;

  /**
   * @param code stable, upper snake case
   * @param detail for developers; never shown to a farmer
   */
  public Unavailable(String code, String detail) {
    super(code, detail);
  }
}
