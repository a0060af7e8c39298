package com.tokkatot.local;

import jakarta.json.JsonObject;
import java.time.Instant;

/**
 * A message that would have gone to a mail server or an SMS gateway.
 *
 * @param channel email or sms
 * @param to address or number
 * @param purpose verify, reset, known or invited_staff
 * @param language km or en
 * @param code six digits; null when it carries none
 * @param token the long secret of link and invitation; null when it carries none
 */
public record OutboxMessage(
    String id,
    Instant at,
    String channel,
    String to,
    String purpose,
    String language,
    String text,
    String code,
    String token) {

  static OutboxMessage of(JsonObject json) {
    return new OutboxMessage(
        json.getString("id"),
        Instant.parse(json.getString("at")),
        json.getString("channel"),
        json.getString("to"),
        json.getString("purpose"),
        json.getString("language"),
        json.getString("text"),
        json.getString("code", null),
        json.getString("token", null));
  }
}
