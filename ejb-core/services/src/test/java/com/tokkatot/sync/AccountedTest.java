package com.tokkatot.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.sync.Accounted.Run;
import com.tokkatot.wire.journal.Coverage;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class AccountedTest {

  @Test
  void whateverComesInWhateverOrderIsKnownNumberByNumber() {
    for (var seed = 0; seed < 300; seed++) {
      var random = new Random(seed);
      var known = new TreeSet<Long>();
      List<Run> runs = new ArrayList<>();
      for (var step = 0; step < 30; step++) {
        var first = 1 + random.nextInt(60);
        var range = new SeqRange(first, first + random.nextInt(8));
        if (random.nextInt(5) == 0) {
          runs = Accounted.without(runs, range);
          numbers(range).forEach(known::remove);
        } else {
          runs = Accounted.with(runs, whole(range.firstSeq(), range.lastSeq()));
          known.addAll(numbers(range));
        }
        assertThat(runs.stream().flatMap(run -> numbers(run.range()).stream()))
            .as("seed %s", seed)
            .containsExactlyElementsOf(known);
        assertThat(Accounted.contiguous(runs)).isEqualTo(contiguous(known));
      }
    }
  }

  @Test
  void whatTouchesAndIsOfOneKindIsOneRun() {
    var runs = Accounted.with(List.of(whole(1, 5), whole(11, 15)), whole(6, 10));

    assertThat(runs).containsExactly(whole(1, 15));
  }

  @Test
  void whatCameFirstStays() {
    var lost = new Run(new SeqRange(1, 20), Coverage.LOST, "the card died");

    assertThat(Accounted.with(List.of(whole(5, 10)), lost))
        .extracting(Run::range)
        .containsExactly(new SeqRange(1, 4), new SeqRange(5, 10), new SeqRange(11, 20));
  }

  @Test
  void holesAreNamedFromTheFirst() {
    var receipt = JournalReceipt.of(List.of(whole(1, 5), whole(8, 9), whole(12, 12)));

    assertThat(receipt.storedTo()).isEqualTo(5);
    assertThat(receipt.missing()).containsExactly(new SeqRange(6, 7), new SeqRange(10, 11));
  }

  private static Run whole(long first, long last) {
    return new Run(new SeqRange(first, last), Coverage.WHOLE, null);
  }

  private static List<Long> numbers(SeqRange range) {
    var numbers = new ArrayList<Long>();
    for (var seq = range.firstSeq(); seq <= range.lastSeq(); seq++) {
      numbers.add(seq);
    }
    return numbers;
  }

  private static long contiguous(TreeSet<Long> known) {
    var last = 0L;
    while (known.contains(last + 1)) {
      last++;
    }
    return last;
  }
}
