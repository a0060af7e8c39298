package com.tokkatot.websocket;

import com.tokkatot.account.Caller;
import com.tokkatot.account.SessionDoor;
import com.tokkatot.audit.Origin;
import com.tokkatot.command.CommandRequest;
import com.tokkatot.command.CommandView;
import com.tokkatot.command.Commands;
import com.tokkatot.farm.Access;
import com.tokkatot.farm.Permission;
import com.tokkatot.limit.Bucket;
import com.tokkatot.limit.Limit;
import com.tokkatot.limit.RateLimits;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.live.LiveFeed;
import com.tokkatot.shared.Body;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** All conversations of this node, by farm, and what brings them their events. */
@ApplicationScoped
public class LiveConversations {

  private static final System.Logger LOG = System.getLogger(LiveConversations.class.getName());
  // The feed may lose an event; nobody waits longer than a polling client would.
  private static final long CHECK_S = 1;
  private static final Duration CHECKED_EVERY = Duration.ofMinutes(5);

  /** In a second; so many clients of one node take two minutes and more. */
  private static final int MOST_CHECKED = 50;

  @Inject SessionDoor sessions;
  @Inject Access access;
  @EJB Commands commands;
  @EJB LiveEvents events;
  @EJB LiveFeed feed;
  @Inject InstantSource time;
  @Resource ManagedScheduledExecutorService executor;

  private final Map<UUID, Set<Subscription>> byFarm = new ConcurrentHashMap<>();
  private final Set<LiveConversation> open = ConcurrentHashMap.newKeySet();
  private final LiveFeed.Listener listener = new Ears();
  private ScheduledFuture<?> checking;

  @PostConstruct
  void listen() {
    feed.add(listener);
    checking = executor.scheduleWithFixedDelay(this::check, CHECK_S, CHECK_S, TimeUnit.SECONDS);
  }

  @PreDestroy
  void stop() {
    checking.cancel(false);
    feed.remove(listener);
  }

  LiveConversation opened(Client client, Peer peer) {
    var conversation = new LiveConversation(client, peer, this);
    open.add(conversation);
    return conversation;
  }

  void forget(LiveConversation conversation) {
    open.remove(conversation);
  }

  Instant now() {
    return time.instant();
  }

  Caller authenticate(String token) {
    return sessions.authenticate(token);
  }

  void checkMember(Caller caller, UUID farmId) {
    access.enter(caller, farmId, Permission.SEE_FARM, Origin.SYSTEM);
  }

  /** Counted, permitted and written down as the same order over HTTP is. */
  CommandView command(String token, Origin origin, Body order) {
    var farmId = order.id("farm_id");
    var deviceId = order.id("device_id");
    var counted =
        sessions.authenticate(
            token,
            caller ->
                List.of(
                    new Bucket(Limit.ADDRESS, String.valueOf(origin.ipAddress())),
                    new Bucket(Limit.CONTROL, caller.accountId().toString()),
                    new Bucket(Limit.DEVICE_COMMANDS, deviceId.toString())));
    if (counted.allowance() != null && !counted.allowance().taken()) {
      throw RateLimits.refusal(counted.allowance());
    }
    var member = access.enter(counted.caller(), farmId, Permission.COMMAND, origin);
    return commands.request(member, deviceId, CommandRequest.read(order), origin);
  }

  long cursor(UUID farmId) {
    return events.cursors(List.of(farmId)).getOrDefault(farmId, 0L);
  }

  OptionalLong newestIfNotWhole(UUID farmId, long since) {
    return events.newestIfNotWhole(farmId, since);
  }

  void join(Subscription subscription) {
    byFarm
        .computeIfAbsent(subscription.farmId(), farm -> ConcurrentHashMap.newKeySet())
        .add(subscription);
    // After joining: what was written in between is then read here or heard, never missed.
    catchUp(subscription);
  }

  void leave(Subscription subscription) {
    byFarm.computeIfPresent(
        subscription.farmId(),
        (farm, watching) -> {
          watching.remove(subscription);
          return watching.isEmpty() ? null : watching;
        });
  }

  void log(String what, Exception failure) {
    LOG.log(System.Logger.Level.WARNING, what, failure);
  }

  private final class Ears implements LiveFeed.Listener {

    @Override
    public void heard(UUID farmId, List<LiveFeed.Told> events) {
      for (var subscription : byFarm.getOrDefault(farmId, Set.of())) {
        subscription.take(events);
      }
    }

    @Override
    public void told(UUID accountId, String json) {
      open.stream()
          .filter(conversation -> conversation.isOf(accountId))
          .forEach(conversation -> conversation.tell(json));
    }

    @Override
    public void accessChanged(UUID whose) {
      // This is Redis' own thread, which must not wait for the database.
      executor.execute(
          () ->
              open.stream()
                  .filter(conversation -> conversation.concerns(whose))
                  .forEach(LiveConversation::check));
    }
  }

  private void check() {
    var now = now();
    open.forEach(conversation -> conversation.endIfSilent(now));
    // What changed was told; but what is told may be lost.
    open.stream()
        .filter(conversation -> conversation.isUncheckedSince(now.minus(CHECKED_EVERY)))
        .limit(MOST_CHECKED)
        .forEach(LiveConversation::check);
    checkForGaps();
    byFarm.values().forEach(watching -> watching.forEach(Subscription::tell));
  }

  private void checkForGaps() {
    try {
      events
          .cursors(List.copyOf(byFarm.keySet()))
          .forEach(
              (farmId, newest) ->
                  byFarm.getOrDefault(farmId, Set.of()).stream()
                      .filter(subscription -> subscription.isBehind(newest))
                      .forEach(this::catchUp));
    } catch (jakarta.ejb.EJBException e) {
      // The next check asks again; a periodic task that throws would never run again.
      LOG.log(System.Logger.Level.INFO, "Live check waits for the database: {0}", e.getMessage());
    }
  }

  private void catchUp(Subscription subscription) {
    subscription.catchUp(
        cursor -> events.since(subscription.farmId(), cursor, LiveEvents.MAX_PAGE));
  }
}
