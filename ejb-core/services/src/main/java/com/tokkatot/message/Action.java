package com.tokkatot.message;

import static java.util.Map.entry;

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
  /** Not you? End the session, and choose another password. */
  CHECK_SESSIONS,
  /** Not you? Choose a password that nobody guesses. */
  CHECK_PASSWORD,
  /** Nothing: it comes and goes by itself. */
  WAIT,
  /** Go and look. */
  LOOK;

  private static final Map<String, Action> BY_TYPE =
      Map.ofEntries(
          entry("node_offline", CHECK_BOARD),
          entry("node_weak", CHECK_BOARD),
          entry("mains_lost", CHECK_BOARD),
          entry("battery_low", CHECK_BOARD),
          entry("farm_offline", CHECK_FARM),
          entry("wire_broken", CALL_TECHNICIAN),
          entry("node_restarts", CALL_TECHNICIAN),
          entry("firmware_failed", CALL_TECHNICIAN),
          entry("sensor_silent", CALL_TECHNICIAN),
          entry("sensor_stuck", CALL_TECHNICIAN),
          entry("clock_unknown", ACT_BY_HAND),
          entry("schedule_failed", ACT_BY_HAND),
          entry("device_jammed", ACT_BY_HAND),
          entry("device_fault", ACT_BY_HAND),
          entry("firmware_due", WAIT),
          entry("firmware_available", WAIT),
          entry("firmware_rolled_back", WAIT),
          entry("temperature_high", COOL_BIRDS),
          entry("temperature_low", WARM_BIRDS),
          entry("water_level_low", FILL_WATER),
          entry("sign_in_new_place", CHECK_SESSIONS),
          entry("sign_in_refused_often", CHECK_PASSWORD));

  /**
   * @param type of alert, or topic
   */
  static String of(String type) {
    return BY_TYPE.getOrDefault(type, LOOK).name().toLowerCase(Locale.ROOT);
  }
}
