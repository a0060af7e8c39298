package com.tokkatot.edge.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.edge.presence.Presence;
import com.tokkatot.wire.CommandResult;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.DigestMessage;
import com.tokkatot.wire.DigestMessage.NodePresence;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.Topics;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DigestTest {

  private static final Instant HELD = Instant.parse("2026-03-01T06:30:00.123Z");

  final UUID farm = UUID.randomUUID();
  final UUID hub = UUID.randomUUID();
  final SettableTime time = new SettableTime();
  final Presence presence = new Presence();
  final Digest digest = new Digest(farm, hub, 7, "2.0.0", presence, () -> 42, time);

  @Test
  void itShowsTheNodesTheBacklogAndTheBoot() {
    var node = new NodePresence(UUID.randomUUID(), true, 1, 3, "2.0.0");
    presence.remember(node, time.instant());

    var message = DigestMessage.read(digest.now().get(0).payload());

    assertThat(message.nodes()).containsExactly(node);
    assertThat(message.backlog()).isEqualTo(42);
    assertThat(message.hubBoot()).isEqualTo(7);
    assertThat(message.online()).isTrue();
  }

  @Test
  void itIsRetainedOnTheHubsTopic() {
    assertThat(digest.now().get(0).retained()).isTrue();
    assertThat(digest.now().get(0).topic()).isEqualTo(Topics.hubDigest(farm));
  }

  @Test
  void theWillSaysOfflineForTheSameBoot() {
    var will = DigestMessage.read(digest.will().payload());

    assertThat(will.online()).isFalse();
    assertThat(will.hubBoot()).isEqualTo(7);
    assertThat(will.nodes()).isEmpty();
  }

  @Test
  void eachOneHasALargerNumber() {
    var first = DigestMessage.read(digest.now().get(0).payload());
    var second = DigestMessage.read(digest.now().get(0).payload());

    assertThat(second.seq()).isGreaterThan(first.seq());
  }

  @Test
  void thoughItIsTooLongForAllEachNodeIsToldInTurn() {
    for (var i = 0; i < 40; i++) {
      var versions = Map.of(UUID.randomUUID(), 1L, UUID.randomUUID(), 2L);
      presence.remember(
          new NodePresence(UUID.randomUUID(), true, 1, 3, "2.0.0", 60L, -70L, 90_000L, versions),
          time.instant());
    }

    var told = new HashSet<UUID>();
    for (var i = 0; i < 8; i++) {
      var payload = digest.now().get(0).payload();
      assertThat(payload).hasSizeLessThanOrEqualTo(Topics.MAX_PAYLOAD_BYTES);
      DigestMessage.read(payload).nodes().stream()
          .filter(node -> node.uptimeS() != null)
          .forEach(node -> told.add(node.nodeId()));
    }

    assertThat(told).hasSize(40);
  }

  @Test
  void itTellsWhatEachDeviceLastSaidAndHowFarTheJournalGoes() {
    var status = status(UUID.randomUUID());
    digest.seen(
        new DigestMessage.JournalMark(2, 4711), List.of(status), Map.of(status.deviceId(), HELD));

    var message = DigestMessage.read(digest.now().get(0).payload());

    assertThat(message.devices()).containsExactly(status);
    assertThat(message.holds()).containsExactly(Map.entry(status.deviceId(), HELD));
    assertThat(message.journal().eventsTo()).isEqualTo(4711);
    assertThat(message.page().of()).isEqualTo(1);
  }

  @Test
  void itTellsWhetherTheTimeIsUnknown() {
    assertThat(DigestMessage.read(digest.now().get(0).payload()).clockUnknown()).isFalse();

    digest.clockUnknown(true);

    assertThat(DigestMessage.read(digest.now().get(0).payload()).clockUnknown()).isTrue();
  }

  @Test
  void aHundredDevicesComeInPagesOfWhichTheFirstIsKept() {
    var all = Stream.generate(() -> status(UUID.randomUUID())).limit(100).toList();
    digest.seen(
        new DigestMessage.JournalMark(1, 1),
        all,
        all.stream().collect(Collectors.toMap(StatusMessage::deviceId, one -> HELD)));
    presence.remember(new NodePresence(UUID.randomUUID(), true, 1, 3, "2.0.0"), time.instant());

    var pages = digest.now();

    var told = pages.stream().map(page -> DigestMessage.read(page.payload())).toList();
    assertThat(pages).allMatch(page -> page.payload().length <= Topics.MAX_PAYLOAD_BYTES);
    assertThat(pages).extracting(page -> page.retained()).startsWith(true, false).contains(false);
    assertThat(told.get(0).nodes()).hasSize(1);
    assertThat(told).flatExtracting(DigestMessage::devices).containsExactlyElementsOf(all);
    assertThat(told).extracting(page -> page.page().digestId()).containsOnly(told.get(0).seq());
    assertThat(told).extracting(DigestMessage::seq).isSorted().doesNotHaveDuplicates();
  }

  private StatusMessage status(UUID device) {
    return new StatusMessage(
        device,
        time.instant(),
        new OrderKey(1_000_000, 1_000_000, 1_000_000_000),
        DeviceState.UNKNOWN,
        99.123,
        DeviceState.UNKNOWN,
        StatusMessage.Trigger.EMERGENCY_STOP,
        UUID.randomUUID(),
        CommandResult.COMPLETED,
        StatusMessage.CommandError.INVALID_COMMAND,
        time.instant(),
        true);
  }
}
