package com.tokkatot.shared;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.Base16;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Redis, which may be away: every answer is optional and comes within {@link #PATIENCE}; after a
 * failure nobody waits for it for a moment ({@link #PAUSE}). Nothing that must survive lives here.
 * Only commands of version 6.2 are used.
 *
 * <p>A plain bean: every request comes by, and an EJB's interceptors cost more than Redis does.
 */
@ApplicationScoped
public class Redis {

  private static final System.Logger LOG = System.getLogger(Redis.class.getName());
  private static final Duration PATIENCE = Duration.ofMillis(500);
  // A hanging Redis costs one request in a second its patience, not all of them.
  static final Duration PAUSE = Duration.ofSeconds(1);

  @Inject
  @ConfigProperty(name = "tokkatot.redis.uri")
  String uri;

  @Inject InstantSource time;

  private final Object opening = new Object();
  private final Map<String, String> digests = new ConcurrentHashMap<>();
  private RedisClient client;
  private StatefulRedisConnection<String, String> connection;
  private volatile Instant awayUntil = Instant.MIN;

  /** The answer, or nothing when Redis is away or slow. */
  public <T> Optional<T> ask(
      Function<RedisAsyncCommands<String, String>, RedisFuture<T>> question) {
    if (time.instant().isBefore(awayUntil)) {
      return Optional.empty();
    }
    try {
      var open = open();
      return open.isOpen()
          ? Optional.ofNullable(answer(question.apply(open.async())))
          : Optional.empty();
    } catch (RedisException | ExecutionException | TimeoutException e) {
      awayUntil = time.instant().plus(PAUSE);
      LOG.log(System.Logger.Level.DEBUG, "Redis is away", e);
      return Optional.empty();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  /**
   * The answer of a Lua script, or nothing when Redis is away or slow. Redis is told the script
   * once; then its digest names it.
   */
  public <T> Optional<T> run(
      String script, ScriptOutputType type, String[] keys, String... arguments) {
    var digest = digests.computeIfAbsent(script, text -> Base16.digest(text.getBytes(UTF_8)));
    return this.<T>ask(
        commands -> {
          RedisFuture<T> known = commands.evalsha(digest, type, keys, arguments);
          try {
            answer(known);
          } catch (ExecutionException e) {
            if (e.getCause() instanceof RedisNoScriptException) {
              return commands.eval(script, type, keys, arguments);
            }
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          } catch (TimeoutException e) {
            LOG.log(System.Logger.Level.DEBUG, "Redis is slow", e);
          }
          return known;
        });
  }

  private static <T> T answer(RedisFuture<T> future)
      throws InterruptedException, ExecutionException, TimeoutException {
    return future.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
  }

  /** Sends without waiting; a message lost here is found again by its cursor. */
  public void publish(String channel, String message) {
    if (time.instant().isBefore(awayUntil)) {
      return;
    }
    try {
      var open = open();
      if (open.isOpen()) {
        open.async().publish(channel, message);
      }
    } catch (RedisException e) {
      awayUntil = time.instant().plus(PAUSE);
      LOG.log(System.Logger.Level.DEBUG, "Redis is away", e);
    }
  }

  /**
   * A connection of its own for subscriptions; reconnects and subscribes again by itself.
   *
   * @throws RedisException when Redis cannot be reached now
   */
  public StatefulRedisPubSubConnection<String, String> subscriber() {
    return client().connectPubSub();
  }

  private StatefulRedisConnection<String, String> open() {
    synchronized (opening) {
      if (connection == null) {
        connection = client().connect();
      }
      return connection;
    }
  }

  private RedisClient client() {
    synchronized (opening) {
      if (client == null) {
        var address = RedisURI.create(uri);
        address.setTimeout(PATIENCE);
        client = RedisClient.create(address);
        client.setOptions(
            ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(
                    SocketOptions.builder().connectTimeout(PATIENCE).tcpNoDelay(true).build())
                .build());
      }
      return client;
    }
  }

  @PreDestroy
  void close() {
    synchronized (opening) {
      if (client != null) {
        client.shutdown(Duration.ZERO, Duration.ofSeconds(1));
      }
    }
  }
}
