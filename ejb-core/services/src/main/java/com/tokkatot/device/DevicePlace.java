package com.tokkatot.device;

import com.tokkatot.shared.Invalid;
import java.util.UUID;
import java.util.regex.Pattern;

/**
 * What a device is called and where it is.
 *
 * @param name 1 to {@link #LONGEST_NAME} characters of any script
 * @param location where it stands, in people's words; or null
 * @param nodeId the board it is wired to
 * @param channel which output or input of the board, 1 to {@link #CHANNELS}; or null
 * @param coopId or null when it stands in none
 */
public record DevicePlace(String name, String location, UUID nodeId, Integer channel, UUID coopId) {

  public static final int LONGEST_NAME = 100;
  public static final int LONGEST_LOCATION = 200;

  /** A board carries at most so many devices. Source: wire.md, "Who is who". */
  public static final int CHANNELS = 16;

  // Khmer writes vowels as marks and parts words with a zero-width space.
  private static final Pattern PRINTED =
      Pattern.compile("[\\p{L}\\p{M}\\p{N}\\p{P}\\p{S}\\p{Zs}\\u200b-\\u200d]+");

  /**
   * @throws Invalid naming the field that is wrong
   */
  public DevicePlace {
    if (name == null) {
      throw new Invalid("name", "is missing");
    }
    name = printed("name", name, LONGEST_NAME);
    location = location == null ? null : printed("location", location, LONGEST_LOCATION);
    if (nodeId == null) {
      throw new Invalid("node_id", "is missing");
    }
    if (channel != null && (channel < 1 || channel > CHANNELS)) {
      throw new Invalid("channel", "must be 1 to " + CHANNELS);
    }
  }

  /** Text that people can read; refuses all else with an Invalid that names the field. */
  public static String printed(String field, String text, int longest) {
    var stripped = text.strip();
    if (stripped.isEmpty() || stripped.codePointCount(0, stripped.length()) > longest) {
      throw new Invalid(field, "must have 1 to " + longest + " characters");
    }
    if (!PRINTED.matcher(stripped).matches()
        || stripped.codePoints().noneMatch(Character::isLetterOrDigit)) {
      throw new Invalid(field, "must be readable: letters of any script, digits, blanks");
    }
    return stripped;
  }
}
