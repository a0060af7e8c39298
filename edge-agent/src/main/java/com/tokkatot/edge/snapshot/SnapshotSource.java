package com.tokkatot.edge.snapshot;

import com.tokkatot.wire.SnapshotMessage;
import java.io.IOException;
import java.util.Optional;

/** Where snapshots come from. */
@FunctionalInterface
interface SnapshotSource {

  /**
   * The newest snapshot, checked; empty when it is the one we have.
   *
   * @param known version we have, or -1
   * @throws IOException if the cloud is away, refuses, or what it sends cannot be believed
   */
  Optional<SnapshotMessage> newerThan(long known) throws IOException;
}
