package com.tokkatot.wire.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.wire.Reading;
import com.tokkatot.wire.SensorMessage;
import com.tokkatot.wire.WireFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class JournalRoundTripTest {

  @Test
  void whateverAJournalHoldsComesBackToTheBit() {
    for (var seed = 0; seed < 200; seed++) {
      var messages = new Journals(seed).anything(1 + seed);
      var batch = JournalBatch.ofReadings(7, 1 + seed, messages);

      var back = JournalDecoder.decode(JournalEncoder.encode(batch));

      assertThat(back.epoch()).isEqualTo(7);
      assertThat(back.firstSeq()).isEqualTo(1 + seed);
      assertThat(back.count()).isEqualTo(messages.size());
      assertThat(said(back.series())).containsExactlyInAnyOrderElementsOf(told(messages));
    }
  }

  @Test
  void eventsComeBackInOrderByteForByte() {
    for (var seed = 0; seed < 100; seed++) {
      var events = new Journals(seed).events(1 + seed);

      var back = JournalDecoder.decode(JournalEncoder.encode(JournalBatch.ofEvents(1, 9, events)));

      assertThat(back.events()).usingRecursiveComparison().isEqualTo(events);
      assertThat(back.lastSeq()).isEqualTo(9 + seed);
    }
  }

  @Test
  void tombstonesSayWhatTheyCover() {
    var lost = JournalBatch.lost(2, JournalStream.EVENTS, 5, 1_000_000, "the card died");
    var thinned = JournalBatch.thinned(2, 5, 40, new Journals(1).anything(4));

    assertThat(JournalDecoder.decode(JournalEncoder.encode(lost))).isEqualTo(lost);
    var back = JournalDecoder.decode(JournalEncoder.encode(thinned));
    assertThat(back.coverage()).isEqualTo(Coverage.THINNED);
    assertThat(back.lastSeq()).isEqualTo(44);
  }

  @Test
  void aBatchAccountsForWhatItCovers() {
    var events = new Journals(1).events(2);

    assertThatThrownBy(
            () ->
                new JournalBatch(
                    1, JournalStream.EVENTS, 1, 3, Coverage.WHOLE, null, events, List.of()))
        .isInstanceOf(WireFormatException.class)
        .hasMessageContaining("count");
    assertThatThrownBy(
            () ->
                new JournalBatch(
                    1, JournalStream.EVENTS, 1, 9, Coverage.THINNED, null, events, List.of()))
        .isInstanceOf(WireFormatException.class)
        .hasMessageContaining("never thinned");
  }

  @Test
  void aFarmsReadingsCostLessThanTwoBytesEach() {
    var messages = new Journals(42).farm(50, 400);

    var bytes = JournalEncoder.encode(JournalBatch.ofReadings(1, 1, messages));

    assertThat(bytes.length / (2.0 * messages.size())).isLessThan(2);
  }

  private static List<String> told(List<SensorMessage> messages) {
    var all = new ArrayList<String>();
    for (var message : messages) {
      for (var reading : message.readings()) {
        all.add(line(message.deviceId(), message.timestamp().toEpochMilli(), reading));
      }
    }
    return all;
  }

  private static List<String> said(List<JournalSeries> series) {
    var all = new ArrayList<String>();
    for (var one : series) {
      for (var channel : one.channels()) {
        for (var i = 0; i < one.size(); i++) {
          all.add(
              line(
                  one.deviceId(),
                  one.timestamps()[i],
                  new Reading(
                      channel.metric(),
                      channel.values()[i],
                      channel.unit(),
                      channel.qualities()[i])));
        }
      }
    }
    return all;
  }

  private static String line(UUID device, long at, Reading reading) {
    return device
        + " "
        + at
        + " "
        + reading.metric()
        + " "
        + Double.doubleToLongBits(reading.value())
        + reading.unit()
        + reading.quality();
  }
}
