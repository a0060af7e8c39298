package com.tokkatot.account;

import com.tokkatot.shared.Invalid;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Set;

/**
 * What a person wants to be different; null leaves it as it is.
 *
 * @param timezone an IANA name
 * @param avatarUrl https address of a picture; empty takes it away
 * @param contact counts only when its code has come back
 */
public record ProfileChange(
    String name, String language, String timezone, String avatarUrl, Contact contact) {

  private static final int LONGEST_URL = 500;
  private static final Set<String> SCHEMES = Set.of("https", "http");

  /**
   * @throws Invalid naming the first field that is wrong
   */
  public ProfileChange {
    if (name != null) {
      name = SignUpRequest.checkName(name);
    }
    if (language != null) {
      SignUpRequest.checkLanguage(language);
    }
    if (timezone != null) {
      checkZone(timezone);
    }
    if (avatarUrl != null && !avatarUrl.isEmpty()) {
      checkUrl(avatarUrl);
    }
  }

  private static void checkZone(String timezone) {
    try {
      // A bare offset is a zone for Java, and no place where somebody lives.
      if (!ZoneId.getAvailableZoneIds().contains(ZoneId.of(timezone).getId())) {
        throw new Invalid("timezone", "must be an IANA name, for example Asia/Phnom_Penh");
      }
    } catch (DateTimeException e) {
      throw new Invalid("timezone", "must be an IANA name, for example Asia/Phnom_Penh");
    }
  }

  private static void checkUrl(String url) {
    try {
      var uri = new URI(url);
      if (url.length() > LONGEST_URL
          || uri.getHost() == null
          || !SCHEMES.contains(uri.getScheme())) {
        throw new Invalid("avatar_url", "must be an http address of a picture");
      }
    } catch (URISyntaxException e) {
      throw new Invalid("avatar_url", "must be an http address of a picture");
    }
  }
}
