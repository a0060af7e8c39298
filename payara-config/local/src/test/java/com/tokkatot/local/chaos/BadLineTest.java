package com.tokkatot.local.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a program and a broker see of a line that always has the same accident. */
class BadLineTest {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
  private Socket program;
  private Socket broker;
  private Socket toProgram;
  private Socket toBroker;

  /** Whatever comes has this fate. */
  private static final class Always extends Faults {

    private final Fate publish;
    private final Fate puback;

    Always(Fate publish, Fate puback) {
      super(1, 0, Duration.ofMillis(1));
      this.publish = publish;
      this.puback = puback;
    }

    @Override
    Fate ofPublish(boolean fromBroker) {
      return publish;
    }

    @Override
    Fate ofPuback(boolean fromBroker) {
      return puback;
    }
  }

  @BeforeEach
  void connect() throws IOException {
    try (var left = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        var right = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      program = new Socket(left.getInetAddress(), left.getLocalPort());
      toProgram = left.accept();
      toBroker = new Socket(right.getInetAddress(), right.getLocalPort());
      broker = right.accept();
    }
    program.setSoTimeout(5_000);
    broker.setSoTimeout(5_000);
  }

  @AfterEach
  void close() throws IOException {
    program.close();
    broker.close();
    threads.shutdownNow();
    timer.shutdownNow();
  }

  @Test
  void whatIsDroppedNeverArrivesAndTheNextOneDoes() throws IOException {
    run(new Always(Faults.Fate.DROP, Faults.Fate.PASS));

    say(program, FrameTest.publish(0x32, "a", 1, "x"));
    say(program, Frame.puback(9).bytes());

    assertThat(heard(broker).type()).isEqualTo(Frame.PUBACK);
  }

  @Test
  void whatIsSwallowedIsAcknowledgedAndNeverArrives() throws IOException {
    run(new Always(Faults.Fate.SWALLOW, Faults.Fate.PASS));

    say(program, FrameTest.publish(0x32, "a", 77, "x"));

    assertThat(heard(program).id()).isEqualTo(77);
    say(program, Frame.puback(9).bytes());
    assertThat(heard(broker).type()).isEqualTo(Frame.PUBACK);
  }

  @Test
  void aDoubleIsAMessageOfItsOwnWhoseAcknowledgementTheSenderNeverSees() throws IOException {
    run(new Always(Faults.Fate.DOUBLE, Faults.Fate.PASS));

    say(program, FrameTest.publish(0x32, "a", 1, "x"));

    var first = heard(broker);
    var second = heard(broker);
    assertThat(first.id()).isEqualTo(1);
    assertThat(second.id()).isGreaterThanOrEqualTo(60_000);
    assertThat(second.withId(1).bytes()).isEqualTo(first.bytes());
    say(broker, Frame.puback(second.id()).bytes());
    say(broker, Frame.puback(1).bytes());
    assertThat(heard(program).id()).isEqualTo(1);
  }

  @Test
  void whatIsDelayedArrivesLater() throws IOException {
    run(new Always(Faults.Fate.DELAY, Faults.Fate.PASS));

    say(program, FrameTest.publish(0x32, "a", 1, "x"));

    assertThat(heard(broker).id()).isEqualTo(1);
  }

  @Test
  void anAcknowledgementThatIsDroppedLeavesTheLineUp() throws IOException {
    run(new Always(Faults.Fate.PASS, Faults.Fate.DROP));

    say(broker, Frame.puback(1).bytes());
    say(broker, FrameTest.publish(0x32, "a", 2, "x"));

    assertThat(heard(program).type()).isEqualTo(Frame.PUBLISH);
  }

  @Test
  void aLineThatIsCutEndsForBoth() throws IOException {
    run(new Always(Faults.Fate.PASS, Faults.Fate.CUT));

    say(program, Frame.puback(1).bytes());

    assertThat(heard(program)).isNull();
    assertThat(heard(broker)).isNull();
  }

  @Test
  void whatABrokerSendsIsNeverLeftWithoutAnAcknowledgement() {
    var faults = new Faults(1, 0.3, Duration.ofMillis(1));
    faults.begin();
    for (var i = 0; i < 100; i++) {
      faults.ofPublish(true);
      faults.ofPuback(false);
    }

    assertThat(faults.counts())
        .containsKeys(Faults.Fate.SWALLOW, Faults.Fate.CUT)
        .doesNotContainKey(Faults.Fate.DROP);
  }

  @Test
  void whenOneEndClosesTheOtherOneSeesIt() throws IOException {
    run(new Always(Faults.Fate.PASS, Faults.Fate.PASS));

    broker.close();

    assertThat(heard(program)).isNull();
  }

  @Test
  void theSameSeedDecidesTheSame() {
    assertThat(fates(3)).isEqualTo(fates(3)).isNotEqualTo(fates(4));
  }

  @Test
  void nothingHappensBeforeTheBeginAndAfterTheEnd() {
    var faults = new Faults(1, 0.3, Duration.ofMillis(1));
    for (var i = 0; i < 100; i++) {
      assertThat(faults.ofPublish(true)).isEqualTo(Faults.Fate.PASS);
    }
    faults.begin();
    for (var i = 0; i < 100; i++) {
      faults.ofPublish(false);
    }
    faults.end();
    var before = faults.total();

    assertThat(before).isGreaterThan(50);
    assertThat(faults.ofPuback(true)).isEqualTo(Faults.Fate.PASS);
    assertThat(faults.total()).isEqualTo(before);
  }

  private static String fates(long seed) {
    var faults = new Faults(seed, 0.2, Duration.ofMillis(1));
    faults.begin();
    var text = new StringBuilder();
    for (var i = 0; i < 50; i++) {
      text.append(faults.ofPublish(false)).append(faults.ofPuback(true));
    }
    return text.toString();
  }

  private void run(Faults faults) {
    threads.execute(
        () -> {
          try {
            new BadLine(toProgram, toBroker, faults, timer).run(threads);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private static void say(Socket from, byte[] packet) throws IOException {
    from.getOutputStream().write(packet);
  }

  private static Frame heard(Socket at) throws IOException {
    return Frame.read(at.getInputStream());
  }
}
