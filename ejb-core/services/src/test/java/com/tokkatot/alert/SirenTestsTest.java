package com.tokkatot.alert;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.setting.Key;
import com.tokkatot.setting.TestSettings;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("D11: a weekly test of the siren is asked for")
class SirenTestsTest {

  // Sunday, one in the afternoon in Phnom Penh.
  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  // Of its own: the look goes over all farms.
  private final Sql sql = TestDatabase.another();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final Member owner = new Member(farm.id(), UUID.randomUUID(), Role.OWNER);
  private final AlertNews news = TestAlerts.news(LiveEventsTest.over(sql), time);
  private final Alerts alerts = TestAlerts.over(sql, time, news);
  private final SirenTests tests = new SirenTests();

  @BeforeEach
  void wire() {
    tests.sql = sql;
    tests.time = time;
    tests.news = news;
    sql.update("update device set kind = 'siren', type = 'relay' where id = ?", farm.light());
  }

  @Test
  void nobodyIsAskedWhoHasSetNoDayOrHasNoSiren() {
    tests.look();
    assertThat(all()).isEmpty();

    TestSettings.set(sql, farm.id(), Key.SIREN_TEST_DAY, 7);
    sql.update("update device set removed_at = ? where id = ?", time.instant(), farm.light());
    tests.look();

    assertThat(all()).isEmpty();
  }

  @Test
  void onItsDayFromEightOnAFarmIsAskedOnceAndAgainInAWeek() {
    TestSettings.set(sql, farm.id(), Key.SIREN_TEST_DAY, 1);
    time.advance(Duration.ofHours(19).minusSeconds(1));
    tests.look();
    assertThat(all()).as("Monday, just before eight").isEmpty();

    time.advance(Duration.ofSeconds(1));
    tests.look();
    sounded();
    tests.look();
    time.advance(Duration.ofHours(4));
    tests.look();
    assertThat(all()).hasSize(1);

    time.advance(Duration.ofDays(7));
    tests.look();
    assertThat(all()).hasSize(2);
    assertThat(all().get(0).severity()).isEqualTo("info");
  }

  @Test
  void itIsOverWhenTheSirenHasSounded() {
    TestSettings.set(sql, farm.id(), Key.SIREN_TEST_DAY, 7);
    sounded();
    time.advance(Duration.ofMinutes(1));
    tests.look();
    tests.look();
    assertThat(active()).as("what was before does not count").isEqualTo(1);

    sounded();
    tests.look();

    assertThat(active()).isZero();
  }

  @Test
  void whoDoesNotTestIsAskedForTwoDaysOnly() {
    TestSettings.set(sql, farm.id(), Key.SIREN_TEST_DAY, 7);
    tests.look();
    time.advance(Duration.ofDays(2).minusSeconds(1));
    tests.look();
    assertThat(active()).isEqualTo(1);

    time.advance(Duration.ofSeconds(1));
    tests.look();

    assertThat(active()).isZero();
  }

  private void sounded() {
    sql.update(
        "insert into device_status (device_id, incarnation, boot, seq, command_id, at, state,"
            + " triggered_by) values (?, 1, 1, ?, ?, ?, 'on', 'manual')",
        farm.light(),
        time.instant().getEpochSecond(),
        new UUID(0, 0),
        time.instant());
  }

  private List<AlertView> all() {
    return alerts.of(owner, 50, 0).alerts();
  }

  private int active() {
    return alerts.of(owner, 50, 0).activeCount();
  }
}
