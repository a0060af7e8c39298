package com.tokkatot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.audit.AuditLogs;
import com.tokkatot.audit.Origin;
import com.tokkatot.device.DigestHeard;
import com.tokkatot.device.HubAsked;
import com.tokkatot.device.StatusObserverTest;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.WireListener.Arrived;
import com.tokkatot.usage.TestUsage;
import com.tokkatot.wire.DigestMessage;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.Topics;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComparisonsTest {

  private final SyncWorld world = new SyncWorld();
  private final Member viewer = new Member(world.farm.id(), UUID.randomUUID(), Role.VIEWER);
  private final Comparisons comparisons = new Comparisons();
  private final FarmSync farmSync = new FarmSync();
  private final RecordedEvents<HubAsked> asked = new RecordedEvents<>();
  private long digests;

  @BeforeEach
  void wire() {
    comparisons.sql = world.sql;
    comparisons.time = world.time;
    comparisons.audit = AuditLogs.over(world.sql, world.time);
    comparisons.statuses =
        StatusObserverTest.over(world.sql, world.time, TestUsage.over(world.sql, world.time));
    comparisons.live = LiveEventsTest.over(world.sql);
    farmSync.sql = world.sql;
    farmSync.time = world.time;
    farmSync.audit = comparisons.audit;
    farmSync.asked = asked;
    farmSync.journals = world.audit(world.sql);
    world.sql.update("update hub set is_online = true where id = ?", world.farm.hub());
  }

  @Test
  void whatBothSidesBelieveIsInStep() {
    live(2);
    digest(world.status(2));

    assertThat(farmSync.of(viewer).isInStep()).isTrue();
    assertThat(farmSync.of(viewer).hubClockOffsetMs()).isEqualTo(-3000);
    assertThat(farmSync.of(viewer).eventsTo()).isEqualTo(41);
  }

  @Test
  void seenOnceItMayBeInFlightAndIsForgotten() {
    live(2);
    digest(world.status(3));
    assertThat(world.state()).as("not corrected yet").isEqualTo("on");
    live(3);
    digest(world.status(3));

    assertThat(differences()).isZero();
    assertThat(events()).isZero();
  }

  @Test
  void seenTwiceTheDeviceWinsItIsLoggedShownAndTold() {
    live(2);
    digest(world.status(3));
    digest(world.status(3));

    assertThat(world.state()).isEqualTo("off");
    var view = farmSync.of(viewer);
    assertThat(view.isInStep()).isFalse();
    assertThat(view.openDifferences())
        .singleElement()
        .satisfies(
            difference -> {
              assertThat(difference.severity()).as("we showed on what is off").isEqualTo("warning");
              assertThat(difference.deviceName()).isEqualTo("Light");
            });
    assertThat(
            world.number("select count(*) from audit_log where target_id = ?", world.farm.light()))
        .isEqualTo(1);
    assertThat(events()).isEqualTo(1);

    digest(world.status(3));
    assertThat(farmSync.of(viewer).isInStep()).isTrue();
    assertThat(differences()).as("it stays in the log").isEqualTo(1);
    assertThat(events()).isEqualTo(2);
  }

  @Test
  void onWhereWeHadOffIsSmaller() {
    live(1);
    digest(world.status(2));
    digest(world.status(2));

    assertThat(farmSync.of(viewer).openDifferences())
        .extracting(SyncView.Difference::severity)
        .containsExactly("info");
    assertThat(world.state()).isEqualTo("on");
  }

  @Test
  void aDatabaseThatWasChangedBehindOurBackIsMended() {
    live(2);
    world.sql.update("update device set state = 'off' where id = ?", world.farm.light());
    digest(world.status(2));
    digest(world.status(2));

    assertThat(world.state()).isEqualTo("on");
  }

  @Test
  void aDigestOlderThanWhatWeKnowSaysNothing() {
    live(3);
    digest(world.status(2));
    digest(world.status(2));

    assertThat(world.state()).isEqualTo("off");
    assertThat(differences()).isZero();
  }

  @Test
  void whatABoardSaidThatWasReplacedIsNoDifference() {
    live(2);
    world.sql.update("update node set incarnation = 2 where id = ?", world.farm.node());
    digest(world.status(3));
    digest(world.status(3));

    assertThat(world.state()).isEqualTo("on");
    assertThat(differences()).isZero();
  }

  @Test
  void aDeviceOfAnotherFarmIsLeftAlone() {
    var other = new SyncWorld();
    digest(other.status(2));
    digest(other.status(2));

    assertThat(other.state()).isEqualTo("unknown");
  }

  @Test
  void withoutAFreshDigestNobodyClaimsToBeInStep() {
    live(2);
    digest(world.status(2));
    world.time.advance(Duration.ofSeconds(31));

    assertThat(farmSync.of(viewer).isInStep()).isFalse();
  }

  @Test
  void whoAsksHasTheHubAskedAndIsNoted() {
    farmSync.ask(viewer, Origin.SYSTEM);

    assertThat(asked.fired())
        .singleElement()
        .satisfies(one -> assertThat(one.wish().digest()).isTrue());
    assertThat(
            world.number(
                "select count(*) from audit_log where account_id = ? and action = 'sync.asked'",
                viewer.accountId()))
        .isEqualTo(1);
  }

  private void live(int seq) {
    var address = new Topics.Address(world.farm.id(), world.farm.light(), Topics.Kind.STATUS);
    comparisons.statuses.observe(List.of(new Arrived<>(address, world.status(seq), null)));
  }

  private void digest(StatusMessage status) {
    digests++;
    comparisons.compare(
        new DigestHeard(
            world.farm.id(),
            new DigestMessage(
                world.farm.hub(),
                world.time.instant().minusSeconds(3),
                true,
                1,
                digests,
                0,
                "2.0.0",
                List.of(),
                new DigestMessage.Page(digests, 1, 1),
                new DigestMessage.JournalMark(1, 41),
                List.of(status))));
  }

  private long differences() {
    return world.number("select count(*) from sync_difference where farm_id = ?", world.farm.id());
  }

  private long events() {
    return world.number(
        "select count(*) from farm_event where farm_id = ? and type = 'sync:state'",
        world.farm.id());
  }
}
