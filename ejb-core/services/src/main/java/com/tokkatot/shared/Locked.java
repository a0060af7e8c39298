package com.tokkatot.shared;

/** Shut for a while after too many failures. */
public final class Locked extends Problem {

  private static final long serialVersionUID = 1L;

  private final long retryAfterS;

  /**
   * @param code stable, upper snake case
   * @param detail for developers
   * @param retryAfterS seconds until it is worth trying again
   */
  public Locked(String code, String detail, long retryAfterS) {
    super(code, detail);
    this.retryAfterS = retryAfterS;
  }

  @Override
  public long retryAfterS() {
    return retryAfterS;
  }
}
