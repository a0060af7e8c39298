package com.tokkatot.edge.upload;

import com.tokkatot.wire.journal.Coverage;
import com.tokkatot.wire.journal.JournalBatch;
import com.tokkatot.wire.journal.JournalDecoder;
import com.tokkatot.wire.journal.JournalStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

/** A cloud that remembers who told it what, and that dies when it is told to. */
final class FakeUploads implements UploadCloud {

  /** When the next call dies. */
  enum Death {
    NEVER,
    BEFORE_IT_STORES,
    AFTER_IT_STORED
  }

  final List<JournalBatch> batches = new ArrayList<>();
  final Map<UUID, Long> epochs = new HashMap<>();
  Death death = Death.NEVER;
  int calls;

  /** Batches on their way, and the most there ever were. */
  int underWay;

  int mostUnderWay;

  /** Whether it is the second of two batches that it stores and answers first. */
  boolean overtakes;

  private byte[] overtaken;
  private Receipt late;

  /** By stream: how each number is accounted for. */
  private final Map<JournalStream, TreeMap<Long, Coverage>> stored = new HashMap<>();

  @Override
  public synchronized long epoch(UUID journalId) throws IOException {
    dieIf(Death.BEFORE_IT_STORES);
    var epoch = epochs.computeIfAbsent(journalId, id -> (long) epochs.size() + 1);
    if (epoch > 1) {
      stored.clear();
    }
    return epoch;
  }

  @Override
  public synchronized Handing hand(byte[] bytes) throws IOException {
    calls++;
    mostUnderWay = Math.max(mostUnderWay, ++underWay);
    if (overtakes && overtaken == null) {
      overtaken = bytes;
      return this::slow;
    }
    var receipt = store(bytes);
    if (overtaken != null) {
      late = store(overtaken);
      overtakes = false;
      overtaken = null;
    }
    return () -> heard(receipt);
  }

  private synchronized Receipt slow() throws IOException {
    return heard(late == null ? store(overtaken) : late);
  }

  private synchronized Receipt heard(Receipt receipt) {
    underWay--;
    return receipt;
  }

  private Receipt store(byte[] bytes) throws IOException {
    dieIf(Death.BEFORE_IT_STORES);
    var batch = JournalDecoder.decode(bytes);
    if (!epochs.containsValue(batch.epoch())) {
      throw new EpochUnknown();
    }
    batches.add(batch);
    var known = of(batch.stream());
    for (var seq = batch.firstSeq(); seq <= batch.lastSeq(); seq++) {
      known.putIfAbsent(seq, batch.coverage());
    }
    dieIf(Death.AFTER_IT_STORED);
    return receipt(batch.stream());
  }

  synchronized void lose(JournalStream stream, long first, long last) {
    of(stream).subMap(first, true, last, true).clear();
  }

  synchronized TreeMap<Long, Coverage> of(JournalStream stream) {
    return stored.computeIfAbsent(stream, one -> new TreeMap<>());
  }

  private Receipt receipt(JournalStream stream) {
    var known = of(stream);
    var storedTo = 0L;
    while (known.containsKey(storedTo + 1)) {
      storedTo++;
    }
    var behind = known.higherKey(storedTo + 1);
    return new Receipt(storedTo, behind == null ? 0 : behind - 1);
  }

  private void dieIf(Death when) throws IOException {
    if (death == when) {
      death = Death.NEVER;
      throw new IOException("killed");
    }
  }
}
