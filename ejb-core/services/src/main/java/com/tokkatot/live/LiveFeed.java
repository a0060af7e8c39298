package com.tokkatot.live;

import com.tokkatot.shared.Redis;
import io.lettuce.core.RedisException;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import jakarta.annotation.PreDestroy;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Tells committed events to every node and every war: CDI events do not cross the wars of an EAR,
 * Redis does. Best effort: who listens checks cursors.
 */
@Singleton
@Startup
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class LiveFeed {

  /** Hears what happens on each farm, on Redis' own thread: hand over, never wait. */
  public interface Listener {
    /**
     * @param events what one transaction wrote for this farm, in order
     */
    void heard(UUID farmId, List<Told> events);

    /**
     * Somebody may watch less than before: ask anew.
     *
     * @param whose a session, an account or a farm
     */
    void accessChanged(UUID whose);

    /**
     * Something for all pages of one member.
     *
     * @param json a frame
     */
    void told(UUID accountId, String json);
  }

  /**
   * An event on its way to clients.
   *
   * @param json as {@link LiveEvent#toJson()} wrote it
   */
  public record Told(long cursor, String json) {}

  private static final System.Logger LOG = System.getLogger(LiveFeed.class.getName());
  private static final String PREFIX = "farm:";
  private static final String SUFFIX = ":updates";
  private static final String ACCESS = "access";
  private static final String MEMBERS = "members";
  private static final int ID_LENGTH = 36;
  private static final String CURSOR = "{\"cursor\":";
  // JSON on one line has none of it inside.
  private static final String BETWEEN = "\n";

  @Inject Redis redis;

  private final List<Listener> listeners = new CopyOnWriteArrayList<>();
  private StatefulRedisPubSubConnection<String, String> subscription;

  /** From now on until {@link #remove}. */
  public void add(Listener listener) {
    listeners.add(listener);
    connect();
  }

  public void remove(Listener listener) {
    listeners.remove(listener);
  }

  /** Tells all nodes; one message for each farm. */
  public void tell(List<LiveEvent> events) {
    var byFarm = new LinkedHashMap<UUID, StringJoiner>();
    for (var event : events) {
      byFarm.computeIfAbsent(event.farmId(), farm -> new StringJoiner(BETWEEN)).add(event.toJson());
    }
    byFarm.forEach((farm, told) -> redis.publish(PREFIX + farm + SUFFIX, told.toString()));
  }

  /**
   * Tells all nodes to ask anew who may watch; call it once it is so. May be lost: they ask every
   * few minutes anyway.
   *
   * @param whose a session, an account or a farm
   */
  public void tellAccess(UUID whose) {
    redis.publish(ACCESS, whose.toString());
  }

  /**
   * Tells members, each something of his own. May be lost: what it is about, lists say too.
   *
   * @param frames JSON on one line, by account
   */
  public void tellMembers(Map<UUID, String> frames) {
    if (!frames.isEmpty()) {
      var lines = new StringJoiner(BETWEEN);
      frames.forEach((account, frame) -> lines.add(account + frame));
      redis.publish(MEMBERS, lines.toString());
    }
  }

  /** Redis may have been away when the first listener came; afterwards the client reconnects. */
  @Schedule(hour = "*", minute = "*", second = "*/5", persistent = false)
  void connect() {
    synchronized (listeners) {
      if (subscription != null || listeners.isEmpty()) {
        return;
      }
      try {
        var opened = redis.subscriber();
        opened.addListener(
            new RedisPubSubAdapter<String, String>() {
              @Override
              public void message(String pattern, String channel, String message) {
                hear(channel, message);
              }

              @Override
              public void message(String channel, String message) {
                if (channel.equals(ACCESS)) {
                  var whose = UUID.fromString(message);
                  listeners.forEach(listener -> listener.accessChanged(whose));
                } else {
                  message.lines().forEach(LiveFeed.this::hearOfMember);
                }
              }
            });
        opened.async().psubscribe(PREFIX + "*" + SUFFIX);
        opened.async().subscribe(ACCESS, MEMBERS);
        subscription = opened;
      } catch (RedisException e) {
        LOG.log(System.Logger.Level.INFO, "Live events wait for Redis: {0}", e.getMessage());
      }
    }
  }

  private void hear(String channel, String message) {
    var farmId =
        UUID.fromString(channel.substring(PREFIX.length(), channel.length() - SUFFIX.length()));
    var events = message.lines().map(LiveFeed::told).toList();
    listeners.forEach(listener -> listener.heard(farmId, events));
  }

  private void hearOfMember(String line) {
    var accountId = UUID.fromString(line.substring(0, ID_LENGTH));
    listeners.forEach(listener -> listener.told(accountId, line.substring(ID_LENGTH)));
  }

  private static Told told(String json) {
    return new Told(Long.parseLong(json.substring(CURSOR.length(), json.indexOf(','))), json);
  }

  @PreDestroy
  void close() {
    synchronized (listeners) {
      if (subscription != null) {
        subscription.close();
      }
    }
  }
}
