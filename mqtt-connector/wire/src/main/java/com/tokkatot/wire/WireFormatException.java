package com.tokkatot.wire;

/**
 * A message that does not say what WIRE.md asks for. It is counted and parked, never retried: the
 * same bytes will be wrong again.
 */
public final class WireFormatException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * @param field the first field that is missing or wrong, {@code "(message)"} for the whole
   * @param reason what is wrong with it, without the field's name
   */
  public WireFormatException(String field, String reason) {
    super(field + " " + reason);
    this.field = field;
  }

  /** The first field that is missing or wrong. */
  public String field() {
    return field;
  }
}
