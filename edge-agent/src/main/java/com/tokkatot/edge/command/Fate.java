package com.tokkatot.edge.command;

/** What became of an order that no node has answered. */
public enum Fate {
  /** It has not left: its board is away. */
  WAITS,
  /** It may have run. */
  SENT,
  /** It has not left, and a newer one has come. */
  REPLACED
}
