package com.tokkatot.rules;

/** A rule that cannot be kept as it is; says which field of it, and what is wrong there. */
public final class InvalidRule extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String field;
  private final String reason;

  /**
   * @param field as schedules.md names it, for example {@code cron_expression}; deeper ones with
   *     their path
   * @param reason what is wrong with it, without the field's name
   */
  public InvalidRule(String field, String reason) {
    super(field + " " + reason);
    this.field = field;
    this.reason = reason;
  }

  /**
   * The same complaint about a field that lies deeper.
   *
   * @param path where, for example {@code condition.and[1]}; empty: at the top
   */
  public InvalidRule under(String path) {
    return path.isEmpty() ? this : new InvalidRule(path + "." + field, reason);
  }

  public String field() {
    return field;
  }

  public String reason() {
    return reason;
  }
}
