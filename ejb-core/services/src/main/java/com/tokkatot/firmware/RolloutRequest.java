package com.tokkatot.firmware;

import com.tokkatot.shared.Invalid;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Who is to get an image, and how fast.
 *
 * @param farmIds only nodes of these farms; empty: of all
 * @param nodeIds only these nodes; empty: all of the farms
 * @param waves percent of the nodes that each wave reaches up to: growing, 1 to 100, the last one
 *     100
 * @param mostFailuresPercent of the nodes offered so far; more failed tries than that pause it, 0
 *     to 100
 * @param atNight only from 02:00 to 04:00 of each farm; false: at any time
 * @param notBefore no offer goes out earlier; null: at once
 * @param notAfter none is restarted into later; null: for ever
 * @param urgentReason why it cannot wait for the night, for staff: each farm's people are told an
 *     hour before its first board is offered it; null: nobody is told
 */
public record RolloutRequest(
    UUID releaseId,
    String name,
    List<UUID> farmIds,
    List<UUID> nodeIds,
    List<Long> waves,
    int mostFailuresPercent,
    boolean atNight,
    Instant notBefore,
    Instant notAfter,
    String urgentReason) {

  /** A canary, a few, half, all. */
  public static final List<Long> USUAL_WAVES = List.of(1L, 10L, 50L, 100L);

  /** In percent. */
  public static final int USUAL_FAILURES = 5;

  /** Most waves. */
  public static final int MOST_WAVES = 10;

  private static final long ALL = 100;

  /**
   * @throws Invalid naming the field that is wrong
   */
  public RolloutRequest {
    farmIds = List.copyOf(farmIds);
    nodeIds = List.copyOf(nodeIds);
    waves = List.copyOf(waves);
    checkWaves(waves);
    if (mostFailuresPercent < 0 || mostFailuresPercent > ALL) {
      throw new Invalid("most_failures_percent", "must be 0 to 100");
    }
    if (notBefore != null && notAfter != null && !notAfter.isAfter(notBefore)) {
      throw new Invalid("not_after", "must be later than not_before");
    }
    if (urgentReason != null && atNight) {
      throw new Invalid("at_night", "must be false when it is urgent");
    }
  }

  private static void checkWaves(List<Long> waves) {
    if (waves.isEmpty() || waves.size() > MOST_WAVES) {
      throw new Invalid("waves", "must be 1 to " + MOST_WAVES + " percentages");
    }
    var before = 0L;
    for (var wave : waves) {
      if (wave <= before || wave > ALL) {
        throw new Invalid("waves", "must grow, from 1 to 100");
      }
      before = wave;
    }
    if (before != ALL) {
      throw new Invalid("waves", "must end with 100");
    }
  }

  /** The wave, from 1, of the node at a place, from 0, among so many. */
  int waveOf(int place, int nodes) {
    for (var wave = 0; wave < waves.size(); wave++) {
      // Rounded up: the first wave has somebody in it.
      if (100L * place < waves.get(wave) * nodes) {
        return wave + 1;
      }
    }
    throw new IllegalArgumentException("place " + place + " of " + nodes);
  }
}
