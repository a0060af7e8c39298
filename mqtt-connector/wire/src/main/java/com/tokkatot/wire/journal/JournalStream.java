package com.tokkatot.wire.journal;

import java.util.Locale;

/** The two streams of a hub's journal, each with a dense sequence of its own from 1. */
public enum JournalStream {
  /** Statuses and what else happened; handed over first and never thinned. */
  EVENTS,
  /** What sensors measured. */
  READINGS;

  /** As it is written in paths, tables and messages. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
