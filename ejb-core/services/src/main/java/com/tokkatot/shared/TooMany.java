package com.tokkatot.shared;

/** More requests than one caller may make. Source: requirements.md 2.0. */
public final class TooMany extends Problem {

  private static final long serialVersionUID = 1L;

  private final long retryAfterS;

  /**
   * @param detail which limit, for developers
   * @param retryAfterS seconds until one more request is allowed
   */
  public TooMany(String detail, long retryAfterS) {
    super("RATE_LIMIT_EXCEEDED", detail);
    this.retryAfterS = retryAfterS;
  }

  @Override
  public long retryAfterS() {
    return retryAfterS;
  }
}
