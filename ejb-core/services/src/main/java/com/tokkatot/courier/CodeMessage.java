package com.tokkatot.courier;

import java.time.Instant;

/**
 * One message with a code.
 *
 * @param to e-mail address or number in E.164
 * @param code to type in, six digits; null for {@link Purpose#KNOWN}
 * @param token long and random, for the link in an e-mail; null when there is no code
 * @param language {@code km} or {@code en}
 * @param expiresAt when sending it is no use any more
 */
public record CodeMessage(
    Channel channel,
    String to,
    Purpose purpose,
    String code,
    String token,
    String language,
    Instant expiresAt) {

  /** Keeps contact and secrets out of logs. */
  @Override
  public String toString() {
    return "CodeMessage[" + channel + " " + purpose + "]";
  }
}
