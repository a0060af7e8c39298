package com.tokkatot.edge.link;

import java.util.concurrent.CompletableFuture;

/** What the rest of the hub sees of a line when it has something to say. */
public interface Sender {

  /** Whether messages pass now. */
  boolean connected();

  /**
   * Counts connections: what was sent on an earlier one and not acknowledged must be sent again.
   */
  long connection();

  /**
   * Sends, never waits.
   *
   * @return completes when the broker has acknowledged, or at QoS 0 when it has left; fails at once
   *     when the line is down. It may stay open for ever if the line breaks meanwhile: see {@link
   *     #connection}.
   */
  CompletableFuture<Void> send(Outgoing message);
}
