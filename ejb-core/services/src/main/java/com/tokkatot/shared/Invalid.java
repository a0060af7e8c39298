package com.tokkatot.shared;

import java.util.Map;

/** The request itself is wrong; {@link #field()} says where. */
public final class Invalid extends Problem {

  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * @param field the first field that is missing or wrong
   * @param reason what is wrong with it, without the field's name
   */
  public Invalid(String field, String reason) {
    this("INVALID_INPUT", field, reason);
  }

  /**
   * @param code stable, upper snake case, for what clients answer in a way of its own
   */
  public Invalid(String code, String field, String reason) {
    super(code, field + " " + reason);
    this.field = field;
  }

  /** The first field that is missing or wrong. */
  public String field() {
    return field;
  }

  @Override
  public Map<String, Object> details() {
    return Map.of("field", field);
  }
}
