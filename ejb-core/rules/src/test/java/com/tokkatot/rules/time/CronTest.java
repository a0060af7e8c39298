package com.tokkatot.rules.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.rules.InvalidRule;
import com.tokkatot.rules.Vectors;
import jakarta.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTest {

  private static final List<String> ZONES =
      List.of("Asia/Phnom_Penh", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe");

  private static final Set<ZoneRules> ZONE_RULES =
      ZoneId.getAvailableZoneIds().stream()
          .map(id -> ZoneId.of(id).getRules())
          .collect(Collectors.toSet());

  static Stream<JsonObject> vectors() {
    return Vectors.of("/cron.json");
  }

  @ParameterizedTest
  @MethodSource("vectors")
  void comesWhenItShould(JsonObject vector) {
    var zone = ZoneId.of(vector.getString("zone"));
    var cron = Cron.of(vector.getString("cron"));
    var expected = Vectors.texts(vector, "fires").map(Instant::parse).toList();

    var fires = new ArrayList<Instant>();
    var after = Instant.parse(vector.getString("after"));
    for (var i = 0; i < expected.size(); i++) {
      after = cron.next(after, zone).orElseThrow();
      fires.add(after);
    }

    assertThat(fires).as(vector.getString("case")).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "* * * *",
        "* * * * * *",
        "60 * * * *",
        "0 24 * * *",
        "0 0 32 * *",
        "a b c d e",
        "*/0 * * * *"
      })
  void whatIsNoneIsRefusedByName(String expression) {
    assertThatThrownBy(() -> Cron.of(expression))
        .isInstanceOfSatisfying(
            InvalidRule.class, refused -> assertThat(refused.field()).isEqualTo("cron_expression"));
  }

  @Test
  void aDayThatNeverComesIsRefused() {
    assertThatThrownBy(() -> Cron.of("0 0 30 2 *")).hasMessageContaining("never comes");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {"0 6 * * *|PT24H", "0 6,12,18 * * *|PT6H", "*/5 * * * *|PT5M", "0 8,9 * * MON|PT1H"})
  void theSmallestGapIsKnown(String expression, Duration gap) {
    assertThat(Cron.of(expression).smallestGap()).isEqualTo(gap);
  }

  @Test
  void everyChangeOfEveryZoneUntil2037IsKept() {
    var changes = 0;
    for (var rules : ZONE_RULES) {
      var change = rules.nextTransition(Instant.parse("2020-01-01T00:00:00Z"));
      while (change != null
          && change.getInstant().isBefore(Instant.parse("2038-01-01T00:00:00Z"))) {
        isKept(change, zoneOf(rules));
        changes++;
        change = rules.nextTransition(change.getInstant());
      }
    }
    assertThat(changes).isGreaterThan(1000);
  }

  /** The first time that is skipped, or that comes twice. */
  private static void isKept(ZoneOffsetTransition change, ZoneId zone) {
    var time = change.isGap() ? change.getDateTimeBefore() : change.getDateTimeAfter();
    var cron = Cron.of("%d %d * * *".formatted(time.getMinute(), time.getHour()));
    var expected = change.isGap() ? change.getInstant() : time.toInstant(change.getOffsetBefore());

    assertThat(cron.next(expected.minusSeconds(1800), zone))
        .as("%s %s", zone, change)
        .hasValue(expected);
    assertThat(cron.next(expected, zone).orElseThrow())
        .as("not again: %s %s", zone, change)
        .isAfter(change.getInstant().plusSeconds(7200));
  }

  private static ZoneId zoneOf(ZoneRules rules) {
    return ZoneId.getAvailableZoneIds().stream()
        .sorted()
        .map(ZoneId::of)
        .filter(zone -> zone.getRules().equals(rules))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theNextIsStrictlyLaterAndTwoHalvesGiveWhatTheWholeGives() {
    var random = new Random(6);
    for (var round = 0; round < 60; round++) {
      var cron = Cron.of(some(random));
      var zone = ZoneId.of(ZONES.get(random.nextInt(ZONES.size())));
      var from = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(random.nextInt(31_536_000));
      var middle = from.plusSeconds(random.nextInt(200_000));
      var to = middle.plusSeconds(random.nextInt(200_000));

      var halves = fires(cron, zone, from, middle);
      halves.addAll(fires(cron, zone, middle, to));

      assertThat(fires(cron, zone, from, to)).isEqualTo(halves).isSorted().doesNotHaveDuplicates();
    }
  }

  private static List<Instant> fires(Cron cron, ZoneId zone, Instant from, Instant to) {
    var fires = new ArrayList<Instant>();
    var next = cron.next(from, zone).orElseThrow();
    while (!next.isAfter(to)) {
      fires.add(next);
      var later = cron.next(next, zone).orElseThrow();
      assertThat(later).isAfter(next);
      next = later;
    }
    return fires;
  }

  private static String some(Random random) {
    var minutes = List.of("*/15", "0", "30", "7,37", "*/20");
    var hours = List.of("*", "*/2", "1-3", "2", "0,2,12");
    var days = List.of("*", "*", "1,15", "*/3");
    return "%s %s %s * *"
        .formatted(
            minutes.get(random.nextInt(minutes.size())),
            hours.get(random.nextInt(hours.size())),
            days.get(random.nextInt(days.size())));
  }
}
