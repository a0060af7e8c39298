package com.tokkatot.device;

import com.tokkatot.shared.Invalid;
import java.util.regex.Pattern;

/**
 * A board as it comes out of its box.
 *
 * @param hardwareId printed on it: MAC or serial number, 4 to 64 letters, digits, {@code :._-}
 * @param profile which kind of board it is, as the firmware names it
 */
public record Board(String hardwareId, String profile) {

  private static final Pattern HARDWARE_ID = Pattern.compile("[A-Za-z0-9:._-]{4,64}");
  private static final Pattern PROFILE = Pattern.compile("[a-z0-9][a-z0-9_-]{0,39}");

  /**
   * @throws Invalid naming the field that is wrong
   */
  public Board {
    hardwareId(hardwareId);
    if (profile == null || !PROFILE.matcher(profile).matches()) {
      throw new Invalid("board", "must be the name of a board, as in node_v2_esp32");
    }
  }

  static String hardwareId(String text) {
    if (text == null || !HARDWARE_ID.matcher(text).matches()) {
      throw new Invalid("hardware_id", "must be 4 to 64 letters, digits or :._-");
    }
    return text;
  }
}
