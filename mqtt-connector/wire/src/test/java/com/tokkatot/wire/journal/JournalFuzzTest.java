package com.tokkatot.wire.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.wire.WireFormatException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.Test;

/** Bytes from anybody. {@code -Dtokkatot.fuzz.rounds} asks for more than the usual number. */
class JournalFuzzTest {

  private static final int ROUNDS = Integer.getInteger("tokkatot.fuzz.rounds", 4_000);

  private final Random random = new Random(20261124);
  private final byte[] readings =
      JournalEncoder.encode(JournalBatch.ofReadings(3, 17, new Journals(5).anything(60)));
  private final byte[] events =
      JournalEncoder.encode(JournalBatch.ofEvents(3, 17, new Journals(5).events(30)));

  @Test
  void noFlippedBitIsEverBelieved() {
    for (var bytes : new byte[][] {readings, events}) {
      for (var bit = 0; bit < bytes.length * 8; bit++) {
        var flipped = bytes.clone();
        flipped[bit / 8] ^= (byte) (1 << bit % 8);

        assertRefused(flipped);
      }
    }
  }

  @Test
  void noTruncationIsEverBelieved() {
    for (var length = 0; length < readings.length; length++) {
      assertRefused(Arrays.copyOf(readings, length));
    }
    assertRefused(Arrays.copyOf(readings, readings.length + 1));
  }

  @Test
  void whoeverKnowsTheSumStillGetsAnErrorOrABatchWithinTheLimits() {
    var believed = 0;
    for (var round = 0; round < ROUNDS; round++) {
      var bytes = round % 2 == 0 ? readings : events;
      var changed = Arrays.copyOf(bytes, bytes.length - 4);
      for (var flips = 1 + random.nextInt(4); flips > 0; flips--) {
        changed[4 + random.nextInt(changed.length - 4)] = (byte) random.nextInt();
      }
      believed += decodes(JournalEncoder.sealed(changed)) ? 1 : 0;
    }
    assertThat(believed).as("a changed header may be a batch").isLessThan(ROUNDS / 2);
  }

  @Test
  void whoeverWritesBodiesOfHisOwnStillGetsAnErrorOrABatchWithinTheLimits() throws IOException {
    for (var round = 0; round < ROUNDS; round++) {
      var body = new byte[random.nextInt(200)];
      random.nextBytes(body);
      if (round % 3 == 0 && body.length > 40) {
        Arrays.fill(body, (byte) (round % 5));
      }
      decodes(batch(round % 2, round % 3, body, body.length));
    }
  }

  @Test
  void aBombUnpacksToNoMoreThanItSays() throws IOException {
    var bomb = new byte[64 << 20];

    assertRefused(batch(0, 0, bomb, JournalLimits.MAX_BODY_BYTES));
    assertRefused(batch(0, 0, bomb, 10));
    assertRefused(batch(0, 0, bomb, bomb.length));
    assertRefused(batch(0, 0, new byte[10], 11));
  }

  @Test
  void aLieAboutALengthAllocatesNothing() throws IOException {
    var lie = new ByteSink().unsigned(1);
    lie.id(new Journals(1).id()).unsigned(JournalLimits.MAX_RECORDS).unsigned(4).octet(0);

    assertThatThrownBy(() -> JournalDecoder.decode(batch(1, 0, lie.toBytes(), lie.size())))
        .isInstanceOf(WireFormatException.class)
        .hasMessageContaining("ends too early");
  }

  private static byte[] batch(int stream, int coverage, byte[] body, int length)
      throws IOException {
    var packed = new ByteArrayOutputStream();
    try (var out = new DeflaterOutputStream(packed, new Deflater(9, true))) {
      out.write(body);
    }
    var bytes =
        new ByteSink()
            .raw(JournalEncoder.MAGIC)
            .octet(stream)
            .octet(coverage)
            .unsigned(1)
            .unsigned(1)
            .unsigned(1)
            .unsigned(length)
            .raw(packed.toByteArray());
    return JournalEncoder.sealed(bytes.toBytes());
  }

  private static void assertRefused(byte[] bytes) {
    assertThatThrownBy(() -> JournalDecoder.decode(bytes)).isInstanceOf(WireFormatException.class);
  }

  /** Anything but a batch and a clear error escapes, and fails the test. */
  private static boolean decodes(byte[] bytes) {
    try {
      var batch = JournalDecoder.decode(bytes);
      assertThat(
              batch.series().stream().mapToLong(s -> (long) s.size() * s.channels().size()).sum())
          .isLessThanOrEqualTo(JournalLimits.MAX_VALUES);
      return true;
    } catch (WireFormatException e) {
      return false;
    }
  }
}
