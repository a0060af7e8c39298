package com.tokkatot.rest.shared;

/**
 * Every code an error may carry: the contract with clients, which translate it. A code never
 * changes its meaning. README.md of this module says what to do about each.
 */
public enum ErrorCode {
  INVALID_INPUT(400),
  CODE_INVALID(400),
  UNAUTHORIZED(401),
  TOKEN_INVALID(401),
  INVALID_CREDENTIALS(401),
  FORBIDDEN(403),
  CONTACT_NOT_VERIFIED(403),
  PASSWORD_EXPIRED(403),
  NOT_FOUND(404),
  FARM_NOT_FOUND(404),
  DEVICE_NOT_FOUND(404),
  NODE_NOT_FOUND(404),
  COOP_NOT_FOUND(404),
  GROUP_NOT_FOUND(404),
  HUB_NOT_FOUND(404),
  COMMAND_NOT_FOUND(404),
  SCHEDULE_NOT_FOUND(404),
  VERSION_NOT_FOUND(404),
  USER_NOT_FOUND(404),
  INVITATION_INVALID(404),
  SESSION_NOT_FOUND(404),
  METHOD_NOT_ALLOWED(405),
  NOT_ACCEPTABLE(406),
  DEVICE_READ_ONLY(409),
  COMMAND_NOT_SUPPORTED(409),
  COMMAND_ALREADY_SENT(409),
  EMERGENCY_STOP_ACTIVE(409),
  EPOCH_UNKNOWN(409),
  DUPLICATE_RESOURCE(409),
  LIMIT_EXCEEDED(409),
  OWNER_REQUIRED(409),
  NO_FLOCK(409),
  OWNS_FARMS(409),
  LAST_ADMIN(409),
  PAYLOAD_TOO_LARGE(413),
  UNSUPPORTED_MEDIA_TYPE(415),
  ACCOUNT_LOCKED(423),
  RATE_LIMIT_EXCEEDED(429),
  INTERNAL_ERROR(500),
  CODE_NOT_SENT(503),
  UNAVAILABLE(503);

  private final int status;

  ErrorCode(int status) {
    this.status = status;
  }

  /** The HTTP status that comes with it. */
  public int status() {
    return status;
  }
}
