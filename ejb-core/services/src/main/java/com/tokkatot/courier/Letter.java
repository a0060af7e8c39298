package com.tokkatot.courier;

import java.time.Instant;
import java.util.UUID;

/**
 * A message as it leaves: in the person's language, ready to be handed to a mail server or gateway.
 *
 * @param id of the row it was written down in; the same when it is sent again
 * @param at when it was asked for
 * @param to e-mail address or phone number (E.164)
 * @param subject for an e-mail; null for an SMS
 * @param text all there is to read
 * @param code the six digits, once more by themselves; null when the message carries none
 * @param token the long secret of link and invitation, by itself; null when there is none
 */
record Letter(
    UUID id,
    Instant at,
    Channel channel,
    String to,
    Purpose purpose,
    String language,
    String subject,
    String text,
    String code,
    String token) {

  /** Keeps address and code out of logs. */
  @Override
  public String toString() {
    return "Letter[" + id + " " + channel + " " + purpose + "]";
  }
}
