package com.tokkatot.local.bench;

import com.hivemq.client.mqtt.mqtt5.message.publish.Mqtt5Publish;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.SensorMessage;
import jakarta.json.Json;
import jakarta.json.JsonBuilderFactory;
import jakarta.json.JsonReaderFactory;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A farm as the cloud's broker sees it: takes commands with a hub's own certificate and answers
 * each at once with its device's status. Like a real hub it runs a command once, however often it
 * comes.
 */
final class PlayedHub implements AutoCloseable {

  // Factories once: looking the JSON provider up searches all jars.
  private static final JsonReaderFactory READERS = Json.createReaderFactory(Map.of());
  private static final JsonBuilderFactory BUILDERS = Json.createBuilderFactory(Map.of());

  private final FarmClient client;
  private final Set<String> ran = ConcurrentHashMap.newKeySet();
  private final AtomicLong seq = new AtomicLong();

  PlayedHub(FarmClient client) {
    this.client = client;
  }

  void connect() {
    client.connect();
    client.hear("command", this::run);
  }

  /** What a sensor of the farm reads now. */
  void reads(String device, String metric, double value, String unit) {
    var message =
        new SensorMessage(
            UUID.fromString(device),
            Instant.now().truncatedTo(ChronoUnit.MILLIS),
            new OrderKey(1, 1, seq.incrementAndGet()),
            List.of(new Reading(metric, value, unit, Reading.Quality.GOOD)));
    client.publish(device, "sensor", message.toBytes());
  }

  private void run(Mqtt5Publish command) {
    var device = command.getTopic().getLevels().get(3);
    try (var reader = READERS.createReader(new ByteArrayInputStream(command.getPayloadAsBytes()))) {
      var order = reader.readObject();
      var id = order.getString("command_id");
      if (ran.add(id)) {
        client.publish(device, "status", status(device, id, order.getString("action")));
      }
    }
  }

  private byte[] status(String device, String command, String state) {
    return BUILDERS
        .createObjectBuilder()
        .add("device_id", device)
        .add("timestamp", Instant.now().toEpochMilli())
        .add("incarnation", 1)
        .add("boot", 1)
        .add("seq", seq.incrementAndGet())
        .add("state", state)
        .add("value", state.equals("on") ? 100 : 0)
        .add("previous_state", "unknown")
        .add("triggered_by", "command")
        .add("command_id", command)
        .add("result", "completed")
        .addNull("error")
        .addNull("off_at")
        .build()
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    client.close();
  }
}
