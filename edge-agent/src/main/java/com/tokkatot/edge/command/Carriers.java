package com.tokkatot.edge.command;

import java.util.Set;
import java.util.UUID;

/** Which devices hang on the same node. */
@FunctionalInterface
public interface Carriers {

  /**
   * @return all devices of the node that carries this one, itself included; empty while no node
   *     says that it does
   */
  Set<UUID> besides(UUID device);
}
