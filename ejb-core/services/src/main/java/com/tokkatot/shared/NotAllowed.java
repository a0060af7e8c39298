package com.tokkatot.shared;

/** The caller is known, but the role does not permit this. */
public final class NotAllowed extends Problem {

  private static final long serialVersionUID = 1L;

  /**
   * @param code stable, upper snake case
   * @param detail for developers; never shown to a farmer
   */
  public NotAllowed(String code, String detail) {
    super(code, detail);
  }
}
