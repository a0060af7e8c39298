package com.tokkatot.mqtt.rar;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Settles the topics of one batch side by side, each topic in order: a topic always belongs to the
 * same lane, and no lane begins the next batch before all have ended this one (DESIGN.md D5).
 */
final class ParallelDelivery implements Deliverer {

  private final List<? extends Deliverer> lanes;
  private final Executor helpers;

  /**
   * @param lanes at least one; each is used by one thread at a time
   * @param helpers runs all lanes but the first, which is the caller's
   */
  ParallelDelivery(List<? extends Deliverer> lanes, Executor helpers) {
    this.lanes = List.copyOf(lanes);
    this.helpers = helpers;
  }

  @Override
  public boolean deliver(List<Inbound> batch) {
    var shares = shares(batch);
    var others = new ArrayList<CompletableFuture<Boolean>>();
    for (var i = 1; i < lanes.size(); i++) {
      var lane = lanes.get(i);
      var share = shares.get(i);
      if (!share.isEmpty()) {
        others.add(CompletableFuture.supplyAsync(() -> lane.deliver(share), helpers));
      }
    }
    var settled = false;
    try {
      settled = shares.get(0).isEmpty() || lanes.get(0).deliver(shares.get(0));
    } finally {
      // Also after a failure: nobody may still be at work when the broker sends the rest again.
      for (var other : others) {
        settled &= other.handle((all, failure) -> failure == null && all).join();
      }
    }
    return settled;
  }

  private List<List<Inbound>> shares(List<Inbound> batch) {
    var shares = new ArrayList<List<Inbound>>(lanes.size());
    for (var i = 0; i < lanes.size(); i++) {
      shares.add(new ArrayList<>());
    }
    for (var one : batch) {
      shares.get(Math.floorMod(one.message().topic().hashCode(), lanes.size())).add(one);
    }
    return shares;
  }
}
