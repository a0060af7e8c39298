package com.tokkatot.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.account.Caller;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.NotSignedIn;
import jakarta.ejb.EJBException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveConversationTest {

  private static final String PING = "{\"type\":\"ping\"}";
  private static final String PONG = "{\"type\":\"pong\"}";

  private static final long FORGOTTEN = 4;

  private final UUID farm = UUID.randomUUID();
  private final UUID other = UUID.randomUUID();
  private final List<String> sent = new ArrayList<>();
  private final Server server = new Server();
  private final LiveConversation conversation = new LiveConversation(new Phone(), server);
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
    assertThat(new LiveConversation(new Phone(), server).concerns(farm)).isFalse();
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
      return false;
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
    private boolean databaseAway;

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
