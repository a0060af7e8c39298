package com.tokkatot.sync;

/**
 * A run of sequence numbers.
 *
 * @param firstSeq from 1
 * @param lastSeq inclusive
 */
public record SeqRange(long firstSeq, long lastSeq) {

  long size() {
    return lastSeq - firstSeq + 1;
  }
}
