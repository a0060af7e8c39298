package com.tokkatot.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.account.Caller;
import com.tokkatot.audit.Origin;
import com.tokkatot.command.CommandView;
import com.tokkatot.shared.Body;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.NotSignedIn;
import com.tokkatot.shared.TooMany;
import jakarta.ejb.EJBException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveConversationTest {

  private static final String PING = "{\"type\":\"ping\"}";
  private static final String PONG = "{\"type\":\"pong\"}";

  private static final long FORGOTTEN = 4;
  private static final UUID DEVICE = UUID.randomUUID();
  private static final Peer PEER = new Peer("192.0.2.7", "phone");

  private final UUID farm = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private final List<String> sent = new ArrayList<>();
  private final Server server = new Server();
  private final LiveConversation conversation = new LiveConversation(new Phone(), PEER, server);
  private Integer closedWith;

  @BeforeEach
  void watchTwoFarms() {
    server.memberOf.addAll(List.of(farm, other));
    conversation.heard("{\"type\":\"auth\",\"token\":\"t\"}");
    conversation.heard("{\"type\":\"farm:subscribe\",\"farm_id\":\"" + farm + "\"}");
    conversation.heard("{\"type\":\"farm:subscribe\",\"farm_id\":\"" + other + "\"}");
    sent.clear();
  }

  @Test
  void aPingIsAnswered() {
    conversation.heard(PING);

    assertThat(sent).containsExactly(PONG);
    assertThat(server.watched).containsExactlyInAnyOrder(farm, other);
  }

  @Test
  void aRemovedMemberWatchesNoLongerAndGoesOnWatchingOtherFarms() {
    server.memberOf.remove(farm);

    conversation.check();

    assertThat(sent)
        .containsExactly(
            "{\"type\":\"farm:unsubscribed\",\"farm_id\":\""
                + farm
                + "\",\"code\":\"FARM_NOT_FOUND\"}");
    assertThat(server.watched).containsExactly(other);
    assertThat(closedWith).isNull();
  }

  @Test
  void whoseAccessChangedIsKnownBySessionAccountAndFarm() {
    assertThat(conversation.concerns(Server.CALLER.sessionId())).isTrue();
    assertThat(conversation.concerns(Server.CALLER.accountId())).isTrue();
    assertThat(conversation.concerns(farm)).isTrue();
    assertThat(conversation.concerns(UUID.randomUUID())).isFalse();
    assertThat(new LiveConversation(new Phone(), PEER, server).concerns(farm)).isFalse();
  }

  @Test
  void aCheckIsDueAgainAfterItsTime() {
    server.now = Instant.EPOCH.plusSeconds(10);
    assertThat(conversation.isUncheckedSince(Instant.EPOCH.plusSeconds(5))).isTrue();

    conversation.check();

    assertThat(conversation.isUncheckedSince(Instant.EPOCH.plusSeconds(5))).isFalse();
  }

  @Test
  void whoWasAwayForTooLongIsToldToLoadAnew() {
    conversation.heard(
        "{\"type\":\"farm:subscribe\",\"farm_id\":\"" + farm + "\",\"since\":" + FORGOTTEN + "}");

    assertThat(sent)
        .containsExactly(
            "{\"type\":\"farm:subscribed\",\"farm_id\":\""
                + farm
                + "\",\"cursor\":9,\"refresh\":true}");
  }

  @Test
  void aCommandIsAnsweredWithItsIdAndWhatTheClientCallsIt() {
    conversation.heard(
        "{\"type\":\"device:command\",\"ref\":\"tap 1\",\"device_id\":\"" + DEVICE + "\"}");

    assertThat(sent)
        .containsExactly(
            "{\"ref\":\"tap 1\",\"type\":\"device:command\",\"command_id\":\""
                + Server.COMMAND
                + "\",\"status\":\"queued\"}");
    assertThat(server.origin.ipAddress()).isEqualTo("192.0.2.7");
    assertThat(server.origin.userAgent()).isEqualTo("phone");
    assertThat(server.origin.requestId()).isNotNull();
  }

  @Test
  void aRefusedCommandSaysWhyAndTheConversationGoesOn() {
    conversation.heard("{\"type\":\"device:command\",\"ref\":\"tap 2\"}");
    server.limited = true;
    conversation.heard("{\"type\":\"device:command\",\"device_id\":\"" + DEVICE + "\"}");
    conversation.heard(PING);

    assertThat(sent)
        .containsExactly(
            "{\"ref\":\"tap 2\",\"type\":\"error\",\"code\":\"INVALID_INPUT\","
                + "\"message\":\"device_id is missing\",\"field\":\"device_id\"}",
            "{\"type\":\"error\",\"code\":\"RATE_LIMIT_EXCEEDED\",\"message\":\"too many\","
                + "\"retry_after_s\":7}",
            PONG);
  }

  @Test
  void whoHasNotSignedInCommandsNothing() {
    var stranger = new LiveConversation(new Phone(), PEER, server);

    stranger.heard("{\"type\":\"device:command\",\"device_id\":\"" + DEVICE + "\"}");

    assertThat(server.origin).isNull();
    assertThat(sent).singleElement().asString().contains("UNAUTHORIZED");
  }

  @Test
  void whatIsForOneMemberIsForHisPagesOnly() {
    assertThat(conversation.isOf(Server.CALLER.accountId())).isTrue();
    assertThat(conversation.isOf(UUID.randomUUID())).isFalse();
    assertThat(new LiveConversation(new Phone(), PEER, server).isOf(Server.CALLER.accountId()))
        .isFalse();

    conversation.tell("{\"type\":\"message:read\"}");
    server.busy = true;
    conversation.tell("{\"type\":\"message:read\"}");

    assertThat(sent).hasSize(1);
  }

  @Test
  void anEndedSessionEndsTheConversation() {
    server.sessionAlive = false;

    conversation.check();

    assertThat(closedWith).isEqualTo(LiveConversation.BAD_TOKEN);
    assertThat(server.watched).isEmpty();
  }

  @Test
  void withoutADatabaseNobodyIsTurnedAway() {
    server.databaseAway = true;

    conversation.check();

    assertThat(sent).isEmpty();
    assertThat(server.watched).hasSize(2);
  }

  private final class Phone implements Client {
    @Override
    public void send(String text) {
      sent.add(text);
    }

    @Override
    public boolean isBusy() {
      return server.busy;
    }

    @Override
    public void close(int code, String reason) {
      closedWith = code;
    }
  }

  private static final class Server extends LiveConversations {
    private final Set<UUID> memberOf = new HashSet<>();
    private final Set<UUID> watched = new HashSet<>();
    private static final Caller CALLER = new Caller(UUID.randomUUID(), UUID.randomUUID(), null);
    private Instant now = Instant.EPOCH;
    private boolean sessionAlive = true;
    private static final UUID COMMAND = UUID.randomUUID();
    private boolean databaseAway;
    private boolean limited;
    private boolean busy;
    private Origin origin;

    @Override
    Instant now() {
      return now;
    }

    @Override
    Caller authenticate(String token) {
      if (!sessionAlive) {
        throw new NotSignedIn("TOKEN_INVALID", "the session has ended");
      }
      return CALLER;
    }

    @Override
    void checkMember(Caller caller, UUID farmId) {
      if (databaseAway) {
        throw new EJBException("away");
      }
      if (!memberOf.contains(farmId)) {
        throw new NotFound("FARM_NOT_FOUND", "no such farm");
      }
    }

    @Override
    CommandView command(String token, Origin from, Body order) {
      var device = order.id("device_id");
      origin = from;
      if (limited) {
        throw new TooMany("too many", 7);
      }
      return new CommandView(
          COMMAND, device, null, "on", Map.of(), "normal", "queued", null, null, null, null, null,
          null);
    }

    @Override
    long cursor(UUID farmId) {
      return 0;
    }

    @Override
    OptionalLong newestIfNotWhole(UUID farmId, long since) {
      return since == FORGOTTEN ? OptionalLong.of(9) : OptionalLong.empty();
    }

    @Override
    void join(Subscription subscription) {
      watched.add(subscription.farmId());
    }

    @Override
    void leave(Subscription subscription) {
      watched.remove(subscription.farmId());
    }

    @Override
    void log(String what, Exception failure) {}
  }
}
