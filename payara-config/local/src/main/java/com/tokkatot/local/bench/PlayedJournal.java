package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.journal.JournalBatch;
import com.tokkatot.wire.journal.JournalEncoder;
import jakarta.json.Json;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;

/**
 * A hub that has been away for long: it hands over what its sensors read ({@link PlayedSensors}).
 */
final class PlayedJournal {

  static final int METRICS = PlayedSensors.METRICS;
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration AGE = Duration.ofDays(7);

  private final HttpClient http;
  private final ManyFarms.PlayedFarm farm;
  private final URI journal;
  private final URI epochs;
  private final String token;
  private final String address;
  private final PlayedSensors sensors;
  private long seq = 1;

  PlayedJournal(LocalStack stack, HttpClient http, ManyFarms.PlayedFarm farm, int number) {
    this.http = http;
    this.farm = farm;
    var base = stack.urls().api() + "/hubs/" + farm.hubId();
    journal = URI.create(base + "/journal");
    epochs = URI.create(base + "/epochs");
    token = token(stack, farm);
    address = "127.77.1." + (1 + number);
    sensors = new PlayedSensors(farm.devices(), number, Instant.now().minus(AGE));
  }

  /** Asks for the epoch of the journal, which is 1. */
  void begin() throws IOException, InterruptedException {
    var body = Json.createObjectBuilder().add("journal_id", UUID.randomUUID().toString()).build();
    var answer =
        http.send(
            request(epochs)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString()))
                .build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException("no epoch: " + answer.statusCode() + " " + answer.body());
    }
  }

  /** The next so many records, as bytes. */
  byte[] next(int records) {
    var messages = new ArrayList<SensorMessage>(records);
    for (var i = 0; i < records; i++) {
      messages.add(sensors.message(seq + i));
    }
    var bytes = JournalEncoder.encode(JournalBatch.ofReadings(1, seq, messages));
    seq += records;
    return bytes;
  }

  /** Hands a batch over; the answer's status. */
  int send(byte[] batch) throws IOException, InterruptedException {
    return http.send(
            request(journal)
                .header("Content-Type", "application/vnd.tokkatot.journal")
                .POST(BodyPublishers.ofByteArray(batch))
                .build(),
            BodyHandlers.discarding())
        .statusCode();
  }

  private HttpRequest.Builder request(URI where) {
    return HttpRequest.newBuilder(where)
        .timeout(PATIENCE)
        .header("Authorization", "Bearer " + token)
        .header("X-Forwarded-For", address);
  }

  private static String token(LocalStack stack, ManyFarms.PlayedFarm farm) {
    var now = Instant.now();
    return stack
        .tokens()
        .sign(
            Json.createObjectBuilder()
                .add("iss", "tokkatot")
                .add("aud", "tokkatot-hub")
                .add("sub", farm.hubId())
                .add("farm", farm.farmId())
                .add("jti", UUID.randomUUID().toString())
                .add("iat", now.getEpochSecond())
                .add("exp", now.plus(Duration.ofHours(6)).getEpochSecond())
                .build()
                .toString());
  }
}
