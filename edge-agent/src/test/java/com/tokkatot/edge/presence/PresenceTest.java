package com.tokkatot.edge.presence;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.edge.presence.Presence.Change;
import com.tokkatot.wire.DigestMessage.NodePresence;
import com.tokkatot.wire.HeartbeatMessage;
import com.tokkatot.wire.Supply;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PresenceTest {

  static final UUID NODE = UUID.randomUUID();

  final SettableTime time = new SettableTime();
  final Presence presence = new Presence();

  @Test
  void theFirstBeatMakesANodeOnline() {
    assertThat(hears(true, 1)).isEqualTo(Change.CAME);
    assertThat(hears(true, 1)).isEqualTo(Change.NONE);
    assertThat(presence.of(NODE).online()).isTrue();
  }

  @Test
  void sixtySecondsOfSilenceMakeItOffline() {
    hears(true, 1);

    time.advance(Duration.ofSeconds(59));
    assertThat(presence.silentAt(time.instant())).isEmpty();
    time.advance(Duration.ofSeconds(1));
    assertThat(presence.silentAt(time.instant()))
        .extracting(NodePresence::nodeId)
        .containsExactly(NODE);
    assertThat(presence.of(NODE).online()).isFalse();
  }

  @Test
  void silenceIsToldOnce() {
    hears(true, 1);
    time.advance(Duration.ofMinutes(2));
    presence.silentAt(time.instant());

    assertThat(presence.silentAt(time.instant())).isEmpty();
  }

  @Test
  void aBeatEndsTheSilence() {
    hears(true, 1);
    time.advance(Duration.ofSeconds(50));
    hears(true, 1);
    time.advance(Duration.ofSeconds(50));

    assertThat(presence.silentAt(time.instant())).isEmpty();
  }

  @Test
  void theWillOfTheSameBootMakesItOfflineAtOnce() {
    hears(true, 7);

    assertThat(hears(false, 7)).isEqualTo(Change.WENT);
    assertThat(presence.of(NODE).online()).isFalse();
  }

  @Test
  void theWillOfAnEarlierBootIsHistory() {
    hears(true, 8);

    assertThat(hears(false, 7)).isEqualTo(Change.NONE);
    assertThat(presence.of(NODE).online()).isTrue();
  }

  @Test
  void aBeatAfterTheWillMakesItOnlineAgain() {
    hears(true, 7);
    hears(false, 7);

    assertThat(hears(true, 7)).isEqualTo(Change.CAME);
  }

  @Test
  void aNewBootIsAComing() {
    hears(true, 7);

    assertThat(hears(true, 8)).as("its commands may be waiting").isEqualTo(Change.CAME);
  }

  @Test
  void aNodeFromBeforeTheHubsRestartHasItsFullSilence() {
    presence.remember(new NodePresence(NODE, true, 1, 7, "2.0.0"), time.instant());

    time.advance(Duration.ofSeconds(59));
    assertThat(presence.silentAt(time.instant())).isEmpty();
    assertThat(hears(true, 7)).isEqualTo(Change.NONE);
  }

  @Test
  void aWillWithoutAVersionKeepsTheKnownOne() {
    presence.remember(new NodePresence(NODE, true, 1, 7, "2.0.0"), time.instant());
    hears(false, 7);

    assertThat(presence.all()).containsExactly(new NodePresence(NODE, false, 1, 7, "2.0.0"));
  }

  private Change hears(boolean online, long boot) {
    var beat =
        new HeartbeatMessage(
            NODE,
            time.instant(),
            online,
            1,
            boot,
            null,
            null,
            null,
            null,
            null,
            Map.of(),
            false,
            false);
    return presence.heard(beat, time.instant());
  }

  @Test
  void devicesOfOneNodeAreTheOnesThatItsLastBeatNamed() {
    var pump = UUID.randomUUID();
    var fan = UUID.randomUUID();
    var other = UUID.randomUUID();

    names(NODE, Map.of(pump, 0L, fan, 2L));
    names(other, Map.of(UUID.randomUUID(), 1L));

    assertThat(presence.besides(pump)).containsExactlyInAnyOrder(pump, fan);

    time.advance(Duration.ofSeconds(1));
    names(other, Map.of(pump, 1L)); // it was moved

    assertThat(presence.besides(pump)).containsExactly(pump);
    assertThat(presence.besides(UUID.randomUUID())).isEmpty();
  }

  private void names(UUID node, Map<UUID, Long> devices) {
    presence.heard(
        new HeartbeatMessage(
            node, time.instant(), true, 1, 7, null, null, null, null, null, devices, false, false),
        time.instant());
  }

  @Test
  void whatABeatSaysOfTheBoardIsKeptWhenItGoes() {
    var device = UUID.randomUUID();
    presence.heard(
        new HeartbeatMessage(
            NODE,
            time.instant(),
            true,
            1,
            7,
            "2.1.0",
            60L,
            -70L,
            90_000L,
            null,
            Map.of(device, 3L),
            false,
            false,
            new Supply("battery", 3480L)),
        time.instant());

    hears(false, 7);

    var known = presence.of(NODE);
    assertThat(known.online()).isFalse();
    assertThat(known.rssiDbm()).isEqualTo(-70);
    assertThat(known.supply()).isEqualTo(new Supply("battery", 3480L));
    assertThat(known.configVersions()).containsExactly(Map.entry(device, 3L));
  }

  @Test
  void newSettingsOfANodeAreWorthTellingAtOnce() {
    var device = UUID.randomUUID();
    hears(true, 7);
    var beat =
        new HeartbeatMessage(
            NODE,
            time.instant(),
            true,
            1,
            7,
            null,
            null,
            null,
            null,
            null,
            Map.of(device, 3L),
            false,
            false);

    assertThat(presence.heard(beat, time.instant())).isEqualTo(Change.TOLD);
    assertThat(presence.heard(beat, time.instant())).isEqualTo(Change.NONE);
  }
}
