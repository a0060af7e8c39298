package com.tokkatot.overview;

import java.util.ArrayList;
import java.util.List;

/**
 * Whether the chickens are fine, as far as anybody knows, and why not. Source: decisions.md D14;
 * requirements.md 9, "System health badge".
 *
 * @param word bad: go there; unknown: nobody sees them; watch: look in; good
 * @param reasons codes, the worst first; empty when all is well
 */
record Verdict(Word word, List<String> reasons) {

  /** Worst first. */
  enum Word {
    BAD,
    UNKNOWN,
    WATCH,
    GOOD
  }

  /**
   * @param critical active alerts, by type
   * @param warning the same
   * @param hasSensors whether the farm has any that could tell
   * @param hasNews whether one of them has told something lately
   */
  static Verdict of(
      List<String> critical,
      List<String> warning,
      boolean isOnline,
      boolean hasSensors,
      boolean hasNews) {
    var reasons = new ArrayList<>(critical);
    if (!isOnline) {
      reasons.add("hub_offline");
    } else if (!hasSensors) {
      reasons.add("no_sensors");
    } else if (!hasNews) {
      reasons.add("no_readings");
    }
    var isSeen = isOnline && hasSensors && hasNews;
    reasons.addAll(warning);
    return new Verdict(
        word(!critical.isEmpty(), isSeen, !warning.isEmpty()),
        reasons.stream().distinct().toList());
  }

  private static Word word(boolean isBad, boolean isSeen, boolean isWarned) {
    if (isBad) {
      return Word.BAD;
    }
    if (!isSeen) {
      return Word.UNKNOWN;
    }
    return isWarned ? Word.WATCH : Word.GOOD;
  }
}
