package com.tokkatot.rules.json;

import java.time.DayOfWeek;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Days of the week as their first three letters. */
final class Days {

  private static final List<String> WORDS =
      List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

  private Days() {}

  static Set<DayOfWeek> of(Fields in, String field) {
    var days = EnumSet.noneOf(DayOfWeek.class);
    for (var word : in.texts(field)) {
      var place = WORDS.indexOf(word);
      if (place < 0) {
        throw in.wrong(field, "must be of mon, tue, wed, thu, fri, sat, sun");
      }
      days.add(DayOfWeek.of(place + 1));
    }
    return days;
  }

  /** From Monday on. */
  static List<String> words(Collection<DayOfWeek> days) {
    return EnumSet.copyOf(days).stream().map(day -> WORDS.get(day.getValue() - 1)).toList();
  }
}
