package com.tokkatot.rules.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.rules.InvalidRule;
import com.tokkatot.rules.Vectors;
import jakarta.json.JsonObject;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class WindowTest {

  private static final LocalTime SIX = LocalTime.of(6, 0);

  static Stream<JsonObject> vectors() {
    return Vectors.of("/windows.json");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void isOpenWhenItShould(JsonObject vector) {
    var window = window(vector);
    var zone = ZoneId.of(vector.getString("zone"));

    Vectors.texts(vector, "inside")
        .forEach(at -> assertThat(window.at(Instant.parse(at), zone)).as(vector + at).isPresent());
    Vectors.texts(vector, "outside")
        .forEach(at -> assertThat(window.at(Instant.parse(at), zone)).as(vector + at).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void opensNextWhereItIsOpenAndWasNotBefore(JsonObject vector) {
    var window = window(vector);
    var zone = ZoneId.of(vector.getString("zone"));
    var from = Instant.parse("2026-02-27T00:00:00Z");

    var next = window.next(from, zone).orElseThrow();

    assertThat(next.from()).isAfter(from);
    assertThat(window.at(next.from(), zone)).hasValue(next);
    assertThat(window.at(next.from().minusMillis(1), zone)).isEmpty();
  }

  @Test
  void afterTheLastDayItNeverOpens() {
    var day = LocalDate.parse("2026-03-03");
    var window = new Window(SIX, SIX, EnumSet.allOf(DayOfWeek.class), null, day);

    assertThat(window.next(Instant.parse("2026-03-04T00:00:00Z"), ZoneId.of("UTC"))).isEmpty();
  }

  @Test
  void whatIsMissingOrTheWrongWayRoundIsRefusedByName() {
    refused("start_time", () -> new Window(null, SIX, Set.of(DayOfWeek.MONDAY), null, null));
    refused("end_time", () -> new Window(SIX, null, Set.of(DayOfWeek.MONDAY), null, null));
    refused("days_of_week", () -> new Window(SIX, SIX, Set.of(), null, null));
    var day = LocalDate.parse("2026-03-03");
    refused("date_to", () -> new Window(SIX, SIX, Set.of(DayOfWeek.MONDAY), day, day.minusDays(1)));
  }

  private static void refused(String field, Runnable making) {
    assertThatThrownBy(making::run)
        .isInstanceOfSatisfying(
            InvalidRule.class, refused -> assertThat(refused.field()).isEqualTo(field));
  }

  private static Window window(JsonObject vector) {
    return new Window(
        LocalTime.parse(vector.getString("start")),
        LocalTime.parse(vector.getString("end")),
        vector.containsKey("days")
            ? Vectors.texts(vector, "days").map(DayOfWeek::valueOf).collect(Collectors.toSet())
            : EnumSet.allOf(DayOfWeek.class),
        vector.containsKey("from") ? LocalDate.parse(vector.getString("from")) : null,
        vector.containsKey("to") ? LocalDate.parse(vector.getString("to")) : null);
  }
}
