package com.tokkatot.shared;

import jakarta.ejb.ApplicationException;
import java.util.Map;

/**
 * A failure the caller can do something about. {@link #code()} is API: clients translate it, so it
 * never changes; the list is in rest-api/README.md.
 *
 * <p>An application exception, because the EJB container would otherwise wrap it.
 */
@ApplicationException(inherited = true, rollback = true)
public abstract sealed class Problem extends RuntimeException
    permits NotFound, NotAllowed, NotSignedIn, Conflict, Invalid, Locked, TooMany, Unavailable {

  private static final long serialVersionUID = 1L;

  private final String code;

  Problem(String code, String detail) {
    super(detail, null, false, false); // expected: no stack trace
    this.code = code;
  }

  /** Upper snake case, for example {@code DEVICE_NOT_FOUND}. */
  public String code() {
    return code;
  }

  /** What else the caller is told, in JSON's own terms; empty when nothing. */
  public Map<String, Object> details() {
    return Map.of();
  }

  /** Seconds until trying again is worth it; 0 when time does not help. */
  public long retryAfterS() {
    return 0;
  }
}
