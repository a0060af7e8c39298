package com.tokkatot.edge.upload;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.edge.TestJournal;
import com.tokkatot.wire.Reading;
import com.tokkatot.wire.journal.Coverage;
import com.tokkatot.wire.journal.JournalStream;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What a nearly full card keeps, and what the cloud is told of the rest. */
class ThinningTest extends UploadScene {

  @Test
  void aNearlyFullCardThinsTheOldReadingsAndNeverAnEvent() {
    events(5);
    readings(Thinning.NEWEST + 1500);
    var thinning = new Thinning(journal, outbox, store -> 10, 100);

    thinning.look();
    TestJournal.settle(journal);
    time.advance(Duration.ofSeconds(2)); // what is not urgent rides with the next commit
    TestJournal.settle(journal);
    TestJournal.settle(journal);

    assertThat(rows("reading")).isLessThanOrEqualTo(Thinning.NEWEST);
    assertThat(rows("event")).isEqualTo(5);
    upload();
    var thinned =
        cloud.batches.stream().filter(batch -> batch.coverage() == Coverage.THINNED).toList();
    assertThat(thinned).isNotEmpty();
    var channel = thinned.get(0).series().get(0).channels().get(0);
    assertThat(channel.qualities()).containsOnly(Reading.Quality.ESTIMATED);
    assertThat(channel.values()[1]).as("of 2.0 and 3.0").isEqualTo(2.5);
    assertThat(cloud.of(JournalStream.READINGS)).hasSize(Thinning.NEWEST + 1500);
    assertThat(rows("thinned")).isZero();
  }
}
