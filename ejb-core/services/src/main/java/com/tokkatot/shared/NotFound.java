package com.tokkatot.shared;

/** The thing does not exist, or not for this caller: a foreign farm's thing is not found. */
public final class NotFound extends Problem {

  private static final long serialVersionUID = 1L;

  /**
   * @param code stable, upper snake case
   * @param detail for developers; never shown to a farmer
   */
  public NotFound(String code, String detail) {
    super(code, detail);
  }
}
