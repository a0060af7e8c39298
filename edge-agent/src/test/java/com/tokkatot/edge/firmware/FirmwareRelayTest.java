package com.tokkatot.edge.firmware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.edge.SettableTime;
import com.tokkatot.edge.TestJournal;
import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Parked;
import com.tokkatot.edge.link.Incoming;
import com.tokkatot.edge.link.LinkSettings;
import com.tokkatot.edge.link.TestStores;
import com.tokkatot.wire.FirmwareOffer;
import com.tokkatot.wire.FirmwareStatus;
import com.tokkatot.wire.FirmwareStatus.State;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Address;
import com.tokkatot.wire.Topics.Kind;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A real journal, a real server with TLS, a cloud and nodes that are played. Long, because half of
 * it sets those up, and every case needs them all.
 */
class FirmwareRelayTest {

  static final UUID FARM = UUID.randomUUID();
  static final UUID NODE = UUID.randomUUID();
  static final UUID OTHER = UUID.randomUUID();

  @TempDir static Path stores;
  static LinkSettings keys;
  @TempDir Path directory;
  final SettableTime time = new SettableTime();
  final TestSender field = new TestSender();
  final TestSender cloud = new TestSender();
  final AtomicInteger acknowledged = new AtomicInteger();
  final TestImage image = TestImage.of(100_000, 1);

  /** What the source gives, call by call: at most so many bytes, then the line breaks. */
  final ArrayDeque<Integer> limits = new ArrayDeque<>();

  final List<Long> asked = new ArrayList<>();
  byte[] file = image.file();
  ExecutorService threads;
  Journal journal;
  FirmwareRelay relay;

  @BeforeAll
  static void makeKeys() throws Exception {
    keys = TestStores.settings(stores, 0);
  }

  @BeforeEach
  void start() throws Exception {
    threads = Executors.newCachedThreadPool();
    journal = TestJournal.open(directory, time);
    var settings =
        new FirmwareSettings(
            "127.0.0.1",
            0,
            keys.keystore(),
            keys.keystorePassword(),
            keys.truststore(),
            keys.truststorePassword());
    relay =
        FirmwareRelay.open(
            settings,
            FARM,
            directory.resolve("firmware"),
            this::give,
            journal,
            new Parked(time),
            field,
            cloud,
            threads,
            time);
  }

  @AfterEach
  void stop() throws InterruptedException {
    relay.close();
    threads.shutdown();
    assertThat(threads.awaitTermination(10, TimeUnit.SECONDS)).isTrue(); // a fetch writes here
    journal.close();
  }

  private InputStream give(URI url, long from) throws IOException {
    asked.add(from);
    if (file == null) {
      throw new FileNotFoundException(url.getPath());
    }
    var left = Arrays.copyOfRange(file, (int) from, file.length);
    if (limits.isEmpty()) {
      return new ByteArrayInputStream(left);
    }
    return new ByteArrayInputStream(left, 0, limits.remove());
  }

  @Test
  void anOfferIsFetchedOnceAndToldToItsNodesWithTheHubsOwnAddress() throws Exception {
    var offer = image.offer(null);
    offered(NODE, offer);
    await(() -> offers().size() == 1);

    assertThat(acknowledged).hasValue(1);
    var told = offers().get(0);
    assertThat(told.updateId()).isEqualTo(offer.updateId());
    assertThat(told.header()).isEqualTo(offer.header());
    assertThat(told.url()).startsWith("https://127.0.0.1:").doesNotContain("cloud");
    offered(OTHER, image.offer(null));
    await(() -> offers().size() >= 3); // the first node is told once more
    assertThat(asked).containsExactly(0L);
  }

  @Test
  void aNodeFetchesItWithRangesOverTls13() throws Exception {
    offered(NODE, image.offer(null));
    await(() -> offers().size() == 1);
    var url = offers().get(0).url();

    var all = get(url, null, true);
    assertThat(all.statusCode()).isEqualTo(200);
    assertThat(all.body()).isEqualTo(file);
    assertThat(all.sslSession().orElseThrow().getProtocol()).isEqualTo("TLSv1.3");
    var rest = get(url, "bytes=65792-", true);
    assertThat(rest.statusCode()).isEqualTo(206);
    assertThat(rest.headers().firstValue("Content-Range")).hasValue("bytes 65792-100255/100256");
    assertThat(rest.body()).isEqualTo(Arrays.copyOfRange(file, 65792, file.length));
    assertThat(get(url, "bytes=10-19", true).body()).isEqualTo(Arrays.copyOfRange(file, 10, 20));
    assertThat(get(url, "bytes=100256-", true).statusCode()).isEqualTo(416);
    assertThat(get(url.replaceAll(".$", "x"), null, true).statusCode()).isEqualTo(404);
    assertThat(get(url + "/../../journal.db", null, true).statusCode()).isEqualTo(404);
    assertThatThrownBy(() -> get(url, null, false)).isInstanceOf(IOException.class);
  }

  @Test
  void aBrokenFetchGoesOnWhereItWas() throws Exception {
    limits.add(60_000);
    offered(NODE, image.offer(null));
    await(() -> asked.size() == 1 && Files.exists(part()) && Files.size(part()) == 60_000);

    assertThat(offers()).isEmpty();
    await(
        () -> {
          relay.fetchAll();
          return !offers().isEmpty();
        });
    assertThat(asked).containsExactly(0L, 60_000L);
    assertThat(get(offers().get(0).url(), null, true).body()).isEqualTo(file);
  }

  @Test
  void aFileThatIsNotWhatWasSignedIsNeverOfferedToANode() {
    file = file.clone();
    file[50_000] ^= 1;
    offered(NODE, image.offer(null));
    await(() -> !news().isEmpty());

    assertThat(news()).hasSize(1);
    assertThat(statuses().get(0).state()).isEqualTo(State.FAILED);
    assertThat(statuses().get(0).reason()).isEqualTo("sha256");
    assertThat(offers()).isEmpty();
    assertThat(part()).doesNotExist();
  }

  @Test
  void aFileThatIsLongerOrNotThereIsNotEither() {
    file = Arrays.copyOf(file, file.length + 5);
    offered(NODE, image.offer(null));
    await(() -> news().size() == 1);
    file = null;
    offered(OTHER, image.offer(null));
    await(() -> news().size() == 2);

    assertThat(news()).extracting(FirmwareStatus::reason).containsExactly("sha256", "download");
    assertThat(offers()).isEmpty();
  }

  @Test
  void whatTheNodeSaysIsToldUntilTheCloudHasIt() {
    cloud.connected = false;
    var offer = image.offer(null);
    offered(NODE, offer);
    await(() -> offers().size() == 1);
    says(offer, 5, State.DOWNLOADING, null);
    says(offer, 9, State.ROLLED_BACK, "link");
    says(offer, 7, State.REBOOTING, null); // overtaken
    assertThat(statuses()).isEmpty();

    cloud.connected = true;
    cloud.answers = false;
    relay.tellCloud();
    settle();
    relay.tellCloud();
    settle();
    assertThat(statuses()).hasSize(2).allMatch(said -> said.state() == State.ROLLED_BACK);
    cloud.answers = true;
    relay.tellCloud();
    settle();
    relay.tellCloud();
    settle();
    assertThat(statuses()).hasSize(3);
  }

  @Test
  void theSameOfferAgainIsAnsweredAndNothingBeginsAnew() {
    var offer = image.offer(null);
    offered(NODE, offer);
    await(() -> offers().size() == 1);
    says(offer, 5, State.SUCCEEDED, null);
    offered(NODE, offer);
    settle();

    await(() -> statuses().size() == 2);
    relay.forwardAll();
    settle();
    assertThat(offers()).hasSize(1);
  }

  @Test
  void aNewerOfferTakesTheOldOnesPlaceAndTheOldOnesEndIsToldAllTheSame() {
    var first = image.offer(null);
    var second = image.offer(null);
    cloud.connected = false;
    offered(NODE, first);
    await(() -> offers().size() == 1);
    offered(NODE, second);
    await(() -> offers().size() == 2);
    says(first, 5, State.FAILED, "replaced");
    relay.forwardAll();
    settle();
    cloud.connected = true;
    relay.tellCloud();
    settle();

    assertThat(offers()).extracting(FirmwareOffer::updateId).endsWith(second.updateId());
    assertThat(news()).extracting(FirmwareStatus::updateId).containsExactly(first.updateId());
  }

  @Test
  void anOfferSurvivesTheHubAndIsToldAgain() throws Exception {
    var offer = image.offer(null);
    offered(NODE, offer);
    await(() -> offers().size() == 1);
    stop();
    start();
    relay.forwardAll();
    settle();

    assertThat(offers()).hasSize(2);
    assertThat(asked).hasSize(1);
  }

  @Test
  void anOfferThatNobodyHeardInTimeHasFailed() {
    field.connected = false;
    offered(NODE, image.offer(time.instant().plusSeconds(600)));
    await(() -> !asked.isEmpty());
    settle();
    time.advance(Duration.ofSeconds(600));
    await(
        () -> {
          relay.forwardAll(); // as the hub does each minute: the image may have come just now
          return !news().isEmpty();
        });

    assertThat(news()).hasSize(1);
    assertThat(statuses().get(0).reason()).isEqualTo("window");
    field.connected = true;
    relay.forwardAll();
    settle();
    assertThat(offers()).isEmpty();
  }

  @Test
  void whatIsNoOfferOrNoAnswerIsParked() {
    var bytes = new String(image.offer(null).toBytes(), java.nio.charset.StandardCharsets.UTF_8);
    offered(NODE, TestJournal.utf8(bytes.replace("https", "http")));
    says(image.offer(null), 1, State.DOWNLOADING, null);
    settle();

    assertThat(TestJournal.parked(journal)).hasSize(2);
    assertThat(TestJournal.parked(journal).get(0)).contains("url");
    assertThat(TestJournal.parked(journal).get(1)).contains("was never offered here");
    assertThat(acknowledged).hasValue(2);
  }

  private Path part() {
    var header = com.tokkatot.wire.FirmwareHeader.read(image.offer(null).header());
    return directory.resolve("firmware").resolve(header.sha256() + ".part");
  }

  private void offered(UUID node, FirmwareOffer offer) {
    offered(node, offer.toBytes());
  }

  private void offered(UUID node, byte[] payload) {
    relay.offered(
        new Address(FARM, node, Kind.FW_UPDATE),
        new Incoming(
            Topics.device(FARM, node, Kind.FW_UPDATE), payload, acknowledged::incrementAndGet),
        () -> {});
    settle();
  }

  private void says(FirmwareOffer offer, long seq, State state, String reason) {
    var status =
        new FirmwareStatus(
            offer.updateId(),
            NODE,
            time.instant(),
            new OrderKey(1, 3, seq),
            state,
            reason,
            "2.1.0",
            null,
            null,
            "2.0.0");
    relay.heard(
        new Address(FARM, NODE, Kind.FW_STATUS),
        new Incoming(
            Topics.device(FARM, NODE, Kind.FW_STATUS),
            status.toBytes(),
            acknowledged::incrementAndGet),
        () -> {});
    settle();
  }

  private void settle() {
    TestJournal.settle(journal);
    TestJournal.settle(journal);
  }

  private List<FirmwareOffer> offers() {
    return List.copyOf(field.sent).stream()
        .map(sent -> FirmwareOffer.read(sent.payload()))
        .toList();
  }

  private List<FirmwareStatus> statuses() {
    return List.copyOf(cloud.sent).stream()
        .map(sent -> FirmwareStatus.read(sent.payload()))
        .toList();
  }

  /** What the cloud learnt; it may be told the same twice while it has not answered yet. */
  private List<FirmwareStatus> news() {
    return statuses().stream().distinct().toList();
  }

  @FunctionalInterface
  private interface Condition {
    boolean holds() throws IOException;
  }

  /** The fetching runs beside us; it is over in milliseconds. */
  private void await(Condition condition) {
    var until = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    try {
      while (!condition.holds()) {
        assertThat(System.nanoTime()).as("waited too long").isLessThan(until);
        settle();
      }
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static HttpResponse<byte[]> get(String url, String range, boolean asNode)
      throws Exception {
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(keys.keystore())) {
      store.load(in, TestStores.PASSWORD.toCharArray());
    }
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(store, TestStores.PASSWORD.toCharArray());
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    var context = SSLContext.getInstance("TLSv1.3");
    context.init(asNode ? own.getKeyManagers() : new KeyManager[0], trust.getTrustManagers(), null);
    var request = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(10));
    if (range != null) {
      request.header("Range", range);
    }
    return HttpClient.newBuilder()
        .sslContext(context)
        .build()
        .send(request.build(), BodyHandlers.ofByteArray());
  }
}
