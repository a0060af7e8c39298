package com.tokkatot.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.DigestMessage;
import com.tokkatot.wire.DigestMessage.NodePresence;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PresenceTest {

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Sql sql = TestDatabase.sql();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final LiveEvents live = LiveEventsTest.over(sql);
  private final Presence presence = new Presence();

  @BeforeEach
  void wire() {
    presence.sql = sql;
    presence.time = time;
    presence.heard = new RecordedEvents<>();
    presence.live = live;
  }

  @Test
  void aDigestMakesHubAndNodeOnlineAndTellsItOnce() {
    says(1, 1, true, true);
    says(1, 2, true, true);

    assertThat(isOnline()).isTrue();
    assertThat(events()).containsExactly("hub:presence", "node:presence");
  }

  @Test
  void aNodeThatItsHubMissesIsOffline() {
    says(1, 1, true, true);
    says(1, 2, true, false);

    assertThat(isOnline()).isFalse();
    assertThat(events()).hasSize(3);
  }

  @Test
  void aWillMakesTheFarmOffline() {
    says(2, 1, true, true);
    says(2, 1, false, true);

    assertThat(isOnline()).isFalse();
  }

  @Test
  void aWillOfAnEarlierStartIsHistory() {
    says(1, 7, true, true);
    says(2, 1, true, true);

    says(1, 7, false, true);

    assertThat(isOnline()).isTrue();
  }

  @Test
  void aHubThatFallsSilentIsOfflineAfterSeventyFiveSeconds() {
    says(1, 1, true, true);
    time.advance(Presence.SILENCE);
    presence.noticeSilence();
    assertThat(isOnline()).isTrue();

    time.advance(Duration.ofSeconds(1));
    presence.noticeSilence();

    assertThat(isOnline()).isFalse();
    assertThat(events()).containsExactly("hub:presence", "node:presence", "hub:presence");
  }

  @Test
  void aForeignHubIsNotHeard() {
    var digest =
        new DigestMessage(UUID.randomUUID(), time.instant(), true, 1, 1, 0, "2.0.0", List.of());

    assertThat(presence.heard(farm.id(), digest)).isFalse();
  }

  private void says(long boot, long seq, boolean online, boolean nodeOnline) {
    var node = new NodePresence(farm.node(), nodeOnline, 1, 5, "2.0.0", null, null, null, Map.of());
    var digest =
        new DigestMessage(
            farm.hub(),
            time.instant(),
            online,
            boot,
            seq,
            0,
            "2.0.0",
            online ? List.of(node) : List.of());
    assertThat(presence.heard(farm.id(), digest)).isTrue();
  }

  private boolean isOnline() {
    return Registry.devicesOver(sql).in(farm.id(), farm.light()).isOnline();
  }

  private List<String> events() {
    return live.since(farm.id(), 0, 100).stream().map(LiveEvent::type).toList();
  }
}
