package com.tokkatot.edge.command;

import com.tokkatot.wire.CommandMessage;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The way to a node. */
public interface FarmSender {

  /** Whether the farm's broker is there, as far as we know. */
  boolean connected();

  /**
   * @param command with {@code ttl_ms}
   * @return completes when the farm's broker has it; has failed already if it is away
   */
  CompletableFuture<Void> send(UUID device, CommandMessage command);
}
