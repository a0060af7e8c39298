package com.tokkatot.rules;

/** A rule that cannot be kept as it is; says which field of it, and what is wrong there. */
public final class InvalidRule extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;

  /**
   * @param field as schedules.md names it, for example {@code cron_expression}
   * @param reason what is wrong with it, without the field's name
   */
  public InvalidRule(String field, String reason) {
    super(field + " " + reason);
    this.field = field;
  }

  public String field() {
    return field;
  }
}
