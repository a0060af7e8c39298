package com.tokkatot.limit;

import java.time.Duration;

/**
 * Every limit there is. A bucket holds {@code burst} tokens and gets {@code tokens} more in each
 * {@code period}. Source: requirements.md 2.0 and 5; seed, "API Gateway Layer".
 */
public enum Limit {
  /** All requests of one address: a gateway's own limit, kept here for those behind none. */
  ADDRESS(Scope.ADDRESS, 1_000, Duration.ofMinutes(1), 1_000),
  /** Requests of one address without a valid token. */
  ANONYMOUS(Scope.ADDRESS, 10, Duration.ofMinutes(1), 10),
  /** Signing in, signing up, codes and refreshing. */
  AUTH(Scope.ADDRESS, 10, Duration.ofMinutes(1), 5),
  /** What hubs ask, of one address. */
  HUB(Scope.ADDRESS, 600, Duration.ofMinutes(1), 100),
  READ(Scope.USER, 300, Duration.ofMinutes(1), 50),
  CONTROL(Scope.USER, 100, Duration.ofMinutes(1), 20),
  CONFIGURATION(Scope.USER, 50, Duration.ofMinutes(1), 10),
  REPORT(Scope.USER, 30, Duration.ofMinutes(1), 5),
  HISTORY(Scope.USER, 50, Duration.ofHours(1), 50),
  DEVICE_COMMANDS(Scope.DEVICE, 100, Duration.ofMinutes(1), 100),
  SIGN_UP(Scope.CONTACT, 3, Duration.ofHours(1), 3),
  FORGOT_PASSWORD(Scope.CONTACT, 5, Duration.ofHours(1), 5);

  /** Whose requests are counted together. */
  public enum Scope {
    ADDRESS,
    USER,
    DEVICE,
    /** An e-mail address or phone number, by its keyed hash: known here or not. */
    CONTACT
  }

  private final Scope scope;
  private final int tokens;
  private final Duration period;
  private final int burst;

  Limit(Scope scope, int tokens, Duration period, int burst) {
    this.scope = scope;
    this.tokens = tokens;
    this.period = period;
    this.burst = burst;
  }

  public Scope scope() {
    return scope;
  }

  /** Tokens added evenly in each {@link #period()}. */
  public int tokens() {
    return tokens;
  }

  public Duration period() {
    return period;
  }

  /** Most tokens a bucket holds. */
  public int burst() {
    return burst;
  }

  /** Milliseconds until one token more is there. */
  double msPerToken() {
    return period.toMillis() / (double) tokens;
  }
}
