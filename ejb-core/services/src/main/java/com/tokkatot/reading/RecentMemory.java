package com.tokkatot.reading;

import com.tokkatot.shared.Redis;
import com.tokkatot.wire.Reading.Quality;
import io.lettuce.core.ScriptOutputType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What Redis remembers of recent readings: of each device its latest values, and its {@link
 * RollingSums}. Only of devices somebody looked at: who finds nothing claims the device, asks the
 * store and fills it in, which fails if a reading was stored meanwhile. From then on what is stored
 * is added, in one trip a batch. A reading that is no newer than the newest may have been added
 * before, so it makes Redis forget the sums instead: late, doubled and disordered readings cost a
 * look into the store, never a wrong number. What a node that died did not come to add is found
 * again after {@link #KEPT}.
 */
@ApplicationScoped
public class RecentMemory {

  /** Short enough that what got lost on the way to Redis heals itself. */
  static final Duration KEPT = Duration.ofMinutes(5);

  private static final Duration CLAIMED = Duration.ofSeconds(5);
  private static final String READ = script("recent-read.lua");
  private static final String FILL = script("recent-fill.lua");
  private static final String TAKE = script("recent-take.lua");

  @Inject Redis redis;
  @Inject InstantSource time;

  private final Set<UUID> doubtful = ConcurrentHashMap.newKeySet();

  /** What is remembered of devices. */
  enum Kind {
    LATEST,
    ROLLING;

    private String key(UUID deviceId) {
      return this == LATEST ? "latest:" + deviceId : "rolling:" + deviceId;
    }
  }

  /**
   * What was found.
   *
   * @param known fields of each device of which something is remembered
   * @param claim by which the others may be filled in, or null: Redis is away
   */
  record Found(Map<UUID, Map<String, String>> known, String claim) {}

  Found read(Kind kind, Collection<UUID> deviceIds) {
    var asked = deviceIds.stream().filter(id -> !doubtful.contains(id)).toList();
    var claim = UUID.randomUUID().toString();
    var answer =
        redis.<List<Object>>run(
            READ, ScriptOutputType.MULTI, keys(kind, asked), claim, millis(CLAIMED));
    var known = new HashMap<UUID, Map<String, String>>();
    if (answer.isEmpty()) {
      return new Found(known, null);
    }
    for (var i = 0; i < asked.size(); i++) {
      var fields = (List<?>) answer.get().get(i);
      if (!fields.isEmpty()) {
        known.put(asked.get(i), fields(fields));
      }
    }
    return new Found(known, claim);
  }

  private static Map<String, String> fields(List<?> said) {
    var fields = new HashMap<String, String>();
    for (var i = 0; i < said.size(); i += 2) {
      fields.put((String) said.get(i), (String) said.get(i + 1));
    }
    fields.remove("*");
    return fields;
  }

  /** Fills in devices that were claimed, but not those of which something was stored since. */
  void fill(Kind kind, String claim, Map<UUID, Map<String, String>> devices) {
    if (claim == null || devices.isEmpty()) {
      return;
    }
    var arguments = new ArrayList<>(List.of(claim, millis(KEPT)));
    for (var fields : devices.values()) {
      arguments.add(Integer.toString(fields.size()));
      fields.forEach((field, value) -> Collections.addAll(arguments, field, value));
    }
    redis.run(
        FILL,
        ScriptOutputType.VALUE,
        keys(kind, devices.keySet()),
        arguments.toArray(String[]::new));
  }

  /**
   * Adds what was stored; what Redis does not hear now it will forget as soon as it hears again.
   */
  void take(ReadingsStored stored) {
    var places = new LinkedHashMap<UUID, Integer>();
    var arguments = new ArrayList<String>();
    for (var reading : stored.readings()) {
      var place = places.computeIfAbsent(reading.deviceId(), id -> places.size() + 1);
      Collections.addAll(
          arguments,
          place.toString(),
          reading.metric(),
          Long.toString(reading.timestamp().toEpochMilli()),
          Double.toString(reading.value()),
          reading.quality() == Quality.BAD ? "0" : "1",
          LatestText.of(reading),
          reading.unit());
    }
    var forgotten = List.copyOf(doubtful);
    var devices = new ArrayList<>(places.keySet());
    devices.addAll(forgotten);
    arguments.addAll(
        0,
        List.of(
            Long.toString(time.millis()),
            stored.isAll() ? "1" : "0",
            Integer.toString(places.size())));
    var keys =
        devices.stream()
            .flatMap(id -> List.of(Kind.LATEST.key(id), Kind.ROLLING.key(id)).stream())
            .toArray(String[]::new);
    var isHeard =
        redis
            .<String>run(TAKE, ScriptOutputType.VALUE, keys, arguments.toArray(String[]::new))
            .isPresent();
    if (isHeard) {
      forgotten.forEach(doubtful::remove);
    } else {
      doubtful.addAll(places.keySet());
    }
  }

  private static String[] keys(Kind kind, Collection<UUID> deviceIds) {
    return deviceIds.stream().map(kind::key).toArray(String[]::new);
  }

  private static String millis(Duration duration) {
    return Long.toString(duration.toMillis());
  }

  private static String script(String name) {
    try (var in = RecentMemory.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
