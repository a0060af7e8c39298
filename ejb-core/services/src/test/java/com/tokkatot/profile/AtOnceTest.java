package com.tokkatot.profile;

import static com.tokkatot.profile.FarmProfilesTest.PHONE;
import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.alert.TestAlerts;
import com.tokkatot.audit.AuditLogs;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.setting.Key;
import com.tokkatot.setting.SettingChange;
import com.tokkatot.setting.TestSettings;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.TestTransaction;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;

/** Several phones at once, each in a transaction of its own. */
class AtOnceTest {

  private static final int PHONES = 8;

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Sql sql = TestDatabase.sql();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final Member owner = new Member(farm.id(), UUID.randomUUID(), Role.OWNER);

  @RepeatedTest(3)
  void oneOfManyWhoHaveSeenTheSameVersionChangesIt() {
    change(sql, 15, 0);

    var refused = atOnce((inside, phone) -> change(inside, 20 + phone, 1));

    assertThat(refused).isEqualTo(PHONES - 1);
    assertThat(TestSettings.farmsOver(sql, time).versions(owner, 20, 0).total()).isEqualTo(2);
  }

  @RepeatedTest(3)
  void aKindThatManyApplyIsAppliedOnce() {
    var refused = atOnce((inside, phone) -> over(inside).apply(owner, "village", null, PHONE));

    assertThat(refused).isZero();
    assertThat(TestSettings.farmsOver(sql, time).of(owner).version()).isEqualTo(1);
    assertThat(sql.query("select 1 from alert_rule where farm_id = ?", row -> 1, farm.id()))
        .hasSize(10);
  }

  private void change(Sql database, long minutes, long seen) {
    var wish = Map.<Key, Object>of(Key.REALERT_MINUTES, minutes);
    TestSettings.farmsOver(database, time)
        .change(owner, new SettingChange(wish, seen, null), PHONE);
  }

  private FarmProfiles over(Sql database) {
    var profiles = new FarmProfiles();
    profiles.audit = AuditLogs.over(database, time);
    profiles.settings = TestSettings.farmsOver(database, time);
    profiles.rules =
        TestAlerts.rulesOver(database, time, TestAlerts.news(LiveEventsTest.over(database), time));
    return profiles;
  }

  /** How many were refused because somebody was faster. */
  private static long atOnce(BiConsumer<Sql, Integer> deed) {
    var together = new CyclicBarrier(PHONES);
    var threads = Executors.newFixedThreadPool(PHONES);
    try {
      var deeds =
          IntStream.range(0, PHONES)
              .mapToObj(
                  phone ->
                      CompletableFuture.supplyAsync(
                          () -> isRefused(together, deed, phone), threads))
              .toList();
      return deeds.stream().filter(CompletableFuture::join).count();
    } finally {
      threads.shutdown();
    }
  }

  private static boolean isRefused(
      CyclicBarrier together, BiConsumer<Sql, Integer> deed, int phone) {
    try {
      return TestTransaction.run(
          inside -> {
            try {
              together.await();
            } catch (InterruptedException | BrokenBarrierException e) {
              throw new IllegalStateException(e);
            }
            deed.accept(inside, phone);
            return false;
          });
    } catch (Conflict e) {
      assertThat(e.code()).isEqualTo("VERSION_CONFLICT");
      return true;
    }
  }
}
