package com.tokkatot.edge.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.edge.presence.Presence;
import com.tokkatot.wire.DigestMessage;
import com.tokkatot.wire.DigestMessage.NodePresence;
import com.tokkatot.wire.Topics;
import java.util.HashSet;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class DigestTest {

  final UUID farm = UUID.randomUUID();
  final UUID hub = UUID.randomUUID();
  final SettableTime time = new SettableTime();
  final Presence presence = new Presence();
  final Digest digest = new Digest(farm, hub, 7, "2.0.0", presence, () -> 42, time);

  @Test
  void itShowsTheNodesTheBacklogAndTheBoot() {
    var node = new NodePresence(UUID.randomUUID(), true, 1, 3, "2.0.0");
    presence.remember(node, time.instant());

    var message = DigestMessage.read(digest.now().payload());

    assertThat(message.nodes()).containsExactly(node);
    assertThat(message.backlog()).isEqualTo(42);
    assertThat(message.hubBoot()).isEqualTo(7);
    assertThat(message.online()).isTrue();
  }

  @Test
  void itIsRetainedOnTheHubsTopic() {
    assertThat(digest.now().retained()).isTrue();
    assertThat(digest.now().topic()).isEqualTo(Topics.hubDigest(farm));
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
    var first = DigestMessage.read(digest.now().payload());
    var second = DigestMessage.read(digest.now().payload());

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
      var payload = digest.now().payload();
      assertThat(payload).hasSizeLessThanOrEqualTo(Topics.MAX_PAYLOAD_BYTES);
      DigestMessage.read(payload).nodes().stream()
          .filter(node -> node.uptimeS() != null)
          .forEach(node -> told.add(node.nodeId()));
    }

    assertThat(told).hasSize(40);
  }
}
