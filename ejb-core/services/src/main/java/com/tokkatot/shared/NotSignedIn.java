package com.tokkatot.shared;

/** Nobody is signed in, or not any more. */
public final class NotSignedIn extends Problem {

  private static final long serialVersionUID = 1L;

  /**
   * @param code stable, upper snake case
   * @param detail for developers; never shown to a farmer
   */
  public NotSignedIn(String code, String detail) {
    super(code, detail);
  }
}
