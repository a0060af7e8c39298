package com.tokkatot.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.alert.TestAlerts;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.setting.Key;
import com.tokkatot.setting.TestSettings;
import com.tokkatot.shared.TestDatabase;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Many alerts at once, and those that nobody looks at. */
class StormsTest {

  private final MessageWorld world = new MessageWorld(TestDatabase.sql());
  private final Runnable repeats = TestAlerts.repeatsOver(world.sql, world.time, world.news);
  private final List<UUID> broken = new ArrayList<>();

  @Test
  void twentyOfAKindAreOneMessageThatSaysHowMany() {
    for (var i = 0; i < 20; i++) {
      breaks();
      world.time.advance(Duration.ofSeconds(2));
    }

    assertThat(world.of(world.owner)).hasSize(1);
    assertThat(world.of(world.owner).get(0).alsoCount()).isEqualTo(19);
    assertThat(world.of(world.viewer)).hasSize(1);
    assertThat(alerts()).isEqualTo(20);
  }

  @Test
  void anotherThatJoinsIsUnreadAgain() {
    breaks();
    world.messages.markAll(world.owner, null);

    breaks();

    assertThat(world.messages.unread(world.owner)).isEqualTo(1);
  }

  @Test
  void whatComesMuchLaterOrIsAnotherThingIsAnotherMessage() {
    breaks();
    world.itIs(38.5);
    assertThat(world.of(world.owner)).hasSize(2);

    world.time.advance(MessageWriter.TOGETHER);
    breaks();

    assertThat(world.of(world.owner)).hasSize(3);
    assertThat(world.of(world.owner)).extracting(MessageView::alsoCount).containsOnly(0);
  }

  @Test
  void whatOneMemberTookAwayIsAnotherMessageToHim() {
    breaks();
    world.messages.remove(world.owner, world.of(world.owner).get(0).id(), MessageWorld.PHONE);

    breaks();

    assertThat(world.of(world.owner)).hasSize(1);
    assertThat(world.of(world.owner).get(0).alsoCount()).isZero();
    assertThat(world.of(world.viewer).get(0).alsoCount()).isEqualTo(1);
  }

  @Test
  void whatIsDeadlyAndUnseenIsToldAgainEveryTenMinutes() {
    world.itIs(38.5);
    world.messages.markAll(world.owner, null);
    passes(599);
    assertThat(world.messages.unread(world.owner)).isZero();

    passes(1);
    assertThat(world.messages.unread(world.owner)).isEqualTo(1);
    assertThat(world.of(world.owner)).hasSize(1);
    assertThat(world.of(world.owner).get(0).createdAt()).isEqualTo(world.time.instant());

    passes(1);
    passes(599);
    assertThat(told()).containsExactly("alert:triggered", "alert:repeated", "alert:repeated");
  }

  @Test
  void whatSomebodyHasSeenOrIsOverOrIsNotDeadlyIsNotToldAgain() {
    world.itIs(38.5);
    var member = new Member(world.farm.id(), world.owner.accountId(), Role.OWNER);
    world.alerts.acknowledge(member, world.of(world.owner).get(0).alert().id(), MessageWorld.PHONE);
    passes(600);
    world.itIs(30);
    world.time.advance(Duration.ofMinutes(11));
    world.itIsWarm();
    passes(600);

    assertThat(told()).doesNotContain("alert:repeated");
  }

  @Test
  void howLongPeopleHaveToLookIsTheFarmsToSay() {
    TestSettings.set(world.sql, world.farm.id(), Key.REALERT_MINUTES, 30);
    world.itIs(38.5);

    passes(1799);
    assertThat(told()).doesNotContain("alert:repeated");

    passes(1);
    assertThat(told()).contains("alert:repeated");
  }

  @Test
  void aGroupIsToldAgainAsOne() {
    breaks();
    breaks();

    passes(600);

    assertThat(world.of(world.owner)).hasSize(1);
    assertThat(world.of(world.owner).get(0).createdAt()).isEqualTo(world.time.instant());
  }

  /** One more board whose stop loop is broken. */
  private void breaks() {
    var node = UUID.randomUUID();
    world.sql.update(
        "insert into node (id, farm_id, hardware_id, name, board) values (?, ?, ?, 'N', 'virtual')",
        node,
        world.farm.id(),
        node.toString());
    broken.add(node);
    var wires = TestAlerts.wiresOver(world.sql, world.time, LiveEventsTest.over(world.sql));
    TestAlerts.tellBy(wires, world.news);
    wires.heard(world.farm.id(), broken);
  }

  private void passes(long seconds) {
    world.time.advance(Duration.ofSeconds(seconds));
    repeats.run();
  }

  private long alerts() {
    return world
        .sql
        .query(
            "select count(*) from alert where farm_id = ?", row -> row.getLong(1), world.farm.id())
        .get(0);
  }

  private List<String> told() {
    return LiveEventsTest.over(world.sql).since(world.farm.id(), 0, 100).stream()
        .map(LiveEvent::type)
        .filter(type -> !type.equals("alert:acknowledged") && !type.equals("alert:resolved"))
        .toList();
  }
}
