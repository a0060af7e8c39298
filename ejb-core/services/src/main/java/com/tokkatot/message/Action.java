package com.tokkatot.message;

import java.util.Locale;
import java.util.Map;

/** What is recommended, as a code that clients have words and pictures for. */
enum Action {
  /** See whether the board has power and Wi-Fi. */
  CHECK_BOARD,
  /** Go to the farm: nobody knows how the birds are. */
  CHECK_FARM,
  /** Only a technician can put it right. */
  CALL_TECHNICIAN,
  /** Do by hand what does not happen by itself. */
  ACT_BY_HAND,
  /** Fans, shade, water. */
  COOL_BIRDS,
  /** Heaters, curtains. */
  WARM_BIRDS,
  FILL_WATER,
  /** Nothing: it comes and goes by itself. */
  WAIT,
  /** Go and look. */
  LOOK;

  private static final Map<String, Action> BY_TYPE =
      Map.of(
          "node_offline", CHECK_BOARD,
          "farm_offline", CHECK_FARM,
          "wire_broken", CALL_TECHNICIAN,
          "clock_unknown", ACT_BY_HAND,
          "schedule_failed", ACT_BY_HAND,
          "firmware_due", WAIT,
          "temperature_high", COOL_BIRDS,
          "temperature_low", WARM_BIRDS,
          "water_level_low", FILL_WATER);

  /**
   * @param type of alert
   */
  static String of(String type) {
    return BY_TYPE.getOrDefault(type, LOOK).name().toLowerCase(Locale.ROOT);
  }
}
