package com.tokkatot.mqtt.rar;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.mqtt.rar.RealContainer.Fate;
import com.tokkatot.mqtt.rar.history.History;
import com.tokkatot.mqtt.rar.history.History.Id;
import com.tokkatot.mqtt.rar.history.HistoryChecker;
import com.tokkatot.mqtt.rar.it.EmbeddedBroker;
import com.tokkatot.mqtt.rar.it.TestPki;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** A real broker, a real database, and the adapter's own parts between them. */
final class AdapterWorld implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Path directory;
  private final TestPki pki;
  private final int port;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final EmbeddedPostgres postgres;
  private EmbeddedBroker broker;
  private StopSign stop;
  private Lane lane;
  final TestStore store;
  private int round;
  History history;

  AdapterWorld(Path directory) throws IOException, GeneralSecurityException {
    this.directory = directory;
    pki = TestPki.in(directory.resolve("pki"));
    port = EmbeddedBroker.freePort();
    postgres = EmbeddedPostgres.builder().start();
    store = new TestStore(postgres.getJdbcUrl("postgres", "postgres"));
    startBroker();
  }

  /** Nothing stored, and a history of its own. */
  void fresh() throws SQLException {
    round++;
    store.create();
    history = new History();
  }

  void startBroker() throws IOException, GeneralSecurityException {
    broker = EmbeddedBroker.lasting(directory.resolve("broker"), pki, port);
  }

  void stopBroker() throws IOException {
    broker.close();
    broker = null;
  }

  Map<String, String> settings() throws GeneralSecurityException, IOException {
    return pki.settings(port, "history");
  }

  SecureClients clients() throws GeneralSecurityException, IOException {
    var settings = settings();
    return new SecureClients(
        BrokerSettings.from(new MqttResourceAdapter(), settings::get, name -> null));
  }

  /** An activation as a deployment would ask for it, with topics and a session of this round. */
  MqttActivationSpec spec() {
    return spec(String.valueOf(round));
  }

  static MqttActivationSpec spec(String round) {
    var spec = new MqttActivationSpec();
    spec.setTopicFilter("history/" + round + "/#");
    spec.setSubscriptionName("round-" + round);
    return spec;
  }

  String round() {
    return String.valueOf(round);
  }

  /**
   * Starts the adapter's loop with a bean that stores, and waits until it hears: what is published
   * to nobody is gone. Waits between tries take no time.
   */
  Lane start(MqttActivationSpec spec, Fate fate) throws GeneralSecurityException, IOException {
    var started = start(spec, fate, wait -> stop.rest(Duration.ofMillis(5)));
    Awaitility.await().atMost(PATIENCE).until(started::hears);
    return started;
  }

  Lane start(MqttActivationSpec spec, Fate fate, Pause between)
      throws GeneralSecurityException, IOException {
    stop = new StopSign();
    var container = new RealContainer(store, fate, history::delivered);
    lane =
        new Lane(
            clients(),
            spec,
            parallel(container, spec.getLanes(), stop, threads),
            stop,
            between,
            InstantSource.system());
    threads.execute(lane);
    return lane;
  }

  static Deliverer parallel(RealContainer container, int lanes, StopSign stop, Executor helpers) {
    return new ParallelDelivery(
        Stream.generate(
                () ->
                    new Delivery(
                        container,
                        container.registry(),
                        RetryPlan.DEFAULT,
                        wait -> !stop.isRaised()))
            .limit(lanes)
            .toList(),
        helpers);
  }

  void stopLane() {
    if (lane != null) {
      lane.stop();
      assertThat(lane.awaitEnd(PATIENCE)).as("the lane ends").isTrue();
      lane = null;
    }
  }

  /**
   * Publishes so many messages of each device, the devices in turn; notes what was acknowledged.
   */
  void publish(int devices, int each) throws GeneralSecurityException, IOException {
    publish("d", devices, each);
  }

  void publish(String device, int devices, int each) throws GeneralSecurityException, IOException {
    var client = clients().make("publisher", builder -> builder);
    client.connect().join();
    var ids =
        Stream.iterate(1L, seq -> seq + 1)
            .limit(each)
            .flatMap(
                seq ->
                    Stream.iterate(0, i -> i + 1).limit(devices).map(i -> new Id(device + i, seq)))
            .toList();
    var answers =
        ids.stream()
            .map(
                id -> {
                  history.invoked(id);
                  return client
                      .publishWith()
                      .topic(topic(id))
                      .qos(MqttQos.AT_LEAST_ONCE)
                      .payload(id.toString().getBytes(StandardCharsets.UTF_8))
                      .send()
                      .thenAccept(taken -> history.acknowledged(id));
                })
            .toList();
    answers.forEach(CompletableFuture::join);
    client.disconnect().join();
  }

  private String topic(Id id) {
    return "history/" + round + "/" + id.device();
  }

  MqttMessage message(Id id) {
    return new MqttMessage(
        topic(id), id.toString().getBytes(StandardCharsets.UTF_8), 1, false, null);
  }

  /** Waits until all that was acknowledged is settled, at most a minute. */
  void awaitSettled() {
    var wanted = new HashSet<>(history.acknowledged()).size();
    try {
      Awaitility.await().atMost(PATIENCE).until(() -> store.settled() >= wanted);
    } catch (ConditionTimeoutException e) {
      // the checker says what is missing
    }
  }

  void awaitStored(Id id) {
    Awaitility.await().atMost(PATIENCE).until(() -> store.stored().contains(id));
  }

  /** Waits for the end and says which promises were broken. */
  List<String> verdict() throws SQLException {
    awaitSettled();
    return verdictNow();
  }

  /** The same without waiting for what may never come. */
  List<String> verdictNow() throws SQLException {
    stopLane();
    store.tell(history);
    return HistoryChecker.check(history).stream().map(Object::toString).toList();
  }

  @Override
  public void close() throws IOException {
    stopLane();
    threads.shutdownNow();
    if (broker != null) {
      broker.close();
    }
    postgres.close();
  }
}
