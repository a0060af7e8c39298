package com.tokkatot.wire.journal;

/** Hard bounds of one batch. Whatever exceeds one of them is refused. Source: JOURNAL.md 2. */
public final class JournalLimits {

  /** Bytes on the wire, header included. */
  public static final int MAX_COMPRESSED_BYTES = 1 << 20;

  /** Bytes of the body before compression. */
  public static final int MAX_BODY_BYTES = 8 << 20;

  /** Sequence numbers that a whole or thinned batch covers. */
  public static final int MAX_RECORDS = 50_000;

  /** Values of all series together. */
  public static final int MAX_VALUES = 200_000;

  /** Series in a batch of readings. */
  public static final int MAX_SERIES = 2_000;

  /** Channels (metrics) of one series. */
  public static final int MAX_CHANNELS = 16;

  /** Bytes of one event's message. */
  public static final int MAX_EVENT_BYTES = 8192;

  /** Characters of a tombstone's reason. */
  public static final int MAX_REASON = 200;

  /** Latest instant a batch may name: the end of the year 9999, in epoch milliseconds. */
  static final long MAX_INSTANT_MS = 253_402_300_799_999L;

  private JournalLimits() {}
}
