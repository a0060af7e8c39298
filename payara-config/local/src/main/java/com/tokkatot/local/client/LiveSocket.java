package com.tokkatot.local.client;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** One live socket: signs in, watches a farm and keeps every frame until somebody takes it. */
public final class LiveSocket implements AutoCloseable {

  /**
   * A frame and when it came.
   *
   * @param nanos of {@link System#nanoTime}
   */
  public record Frame(JsonObject json, long nanos) {

    public String type() {
      return json.getString("type");
    }

    /** The event's own fields. */
    public JsonObject data() {
      return json.getJsonObject("data");
    }
  }

  /** The server ends a socket whose client says nothing for a minute. */
  private static final long PING_S = 25;

  private static final ScheduledExecutorService PINGS =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "pings");
            thread.setDaemon(true);
            return thread;
          });

  private static final Set<String> FINAL = Set.of("completed", "failed", "expired");

  private final BlockingQueue<Frame> frames = new LinkedBlockingQueue<>();
  private final WebSocket socket;
  private final ScheduledFuture<?> pinging;

  private LiveSocket(Api api, URI url) {
    socket =
        api.http()
            .newWebSocketBuilder()
            .buildAsync(url, new Collector(frames))
            .orTimeout(20, TimeUnit.SECONDS)
            .join();
    pinging =
        PINGS.scheduleWithFixedDelay(
            () -> send("{\"type\":\"ping\"}"), PING_S, PING_S, TimeUnit.SECONDS);
  }

  /** Connects, signs in and watches the farm from this cursor on, or from now on when negative. */
  public static LiveSocket watching(Api api, URI url, String farm, long since) {
    return watching(new LiveSocket(api, url), api, farm, since);
  }

  private static LiveSocket watching(LiveSocket live, Api api, String farm, long since) {
    live.send(Json.createObjectBuilder().add("type", "auth").add("token", api.token()).build());
    live.await(Duration.ofSeconds(10), frame -> frame.type().equals("auth:ok"));
    var subscribe = Json.createObjectBuilder().add("type", "farm:subscribe").add("farm_id", farm);
    if (since >= 0) {
      subscribe.add("since", since);
    }
    live.send(subscribe.build());
    live.await(Duration.ofSeconds(10), frame -> frame.type().equals("farm:subscribed"));
    return live;
  }

  /** A socket that has said nothing yet. */
  public static LiveSocket silent(Api api, URI url) {
    return new LiveSocket(api, url);
  }

  public void send(JsonObject frame) {
    send(frame.toString());
  }

  public synchronized void send(String text) {
    socket.sendText(text, true).join();
  }

  /**
   * The next frame that fits; frames before it are dropped.
   *
   * @throws AssertionError when none comes in time
   */
  public Frame await(Duration within, Predicate<Frame> fits) {
    var end = System.nanoTime() + within.toNanos();
    try {
      while (true) {
        var frame = frames.poll(end - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (frame == null) {
          throw new AssertionError("no such frame within " + within);
        }
        if (fits.test(frame)) {
          return frame;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a frame", e);
    }
  }

  /** The end of a command: completed, failed, or expired. What was only a guess is passed over. */
  public Frame awaitEnd(String commandId, Duration within) {
    return awaitEnds(Set.of(commandId), within).get(commandId);
  }

  /** The ends of several commands, in whatever order they come. */
  public Map<String, Frame> awaitEnds(Collection<String> commandIds, Duration within) {
    var open = new HashSet<>(commandIds);
    var ends = new HashMap<String, Frame>();
    while (!open.isEmpty()) {
      var end =
          await(
              within,
              frame ->
                  frame.type().equals("device:command-status")
                      && open.contains(frame.data().getString("command_id"))
                      && FINAL.contains(frame.data().getString("status")));
      open.remove(end.data().getString("command_id"));
      ends.put(end.data().getString("command_id"), end);
    }
    return ends;
  }

  @Override
  public void close() {
    pinging.cancel(false);
    socket.abort();
  }

  private record Collector(BlockingQueue<Frame> frames, StringBuilder text)
      implements WebSocket.Listener {

    Collector(BlockingQueue<Frame> frames) {
      this(frames, new StringBuilder());
    }

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
      text.append(part);
      if (last) {
        hear(Answer.parse(text.toString()), System.nanoTime());
        text.setLength(0);
      }
      socket.request(1);
      return null;
    }

    private void hear(JsonObject json, long nanos) {
      if (json.getString("type").equals("events")) {
        json.getJsonArray("events")
            .getValuesAs(JsonObject.class)
            .forEach(event -> hear(event, nanos));
      } else {
        frames.add(new Frame(json, nanos));
      }
    }
  }
}
