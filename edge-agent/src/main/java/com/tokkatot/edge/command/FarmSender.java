package com.tokkatot.edge.command;

import com.tokkatot.wire.CommandMessage;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/** The way to a node. */
@FunctionalInterface
public interface FarmSender {

  /**
   * @param command with {@code ttl_ms}
   * @return completes when the farm's broker has it; fails when it is away
   */
  CompletableFuture<Void> send(UUID device, CommandMessage command);
}
