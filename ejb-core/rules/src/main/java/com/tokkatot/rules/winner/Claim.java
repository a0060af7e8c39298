package com.tokkatot.rules.winner;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.UUID;

/**
 * What somebody wants of a device.
 *
 * @param value 0 (off) to 100 (fully on)
 * @param by the schedule or the person; null for all others
 * @param priority of a schedule, 0 to 10: higher wins; of others it means nothing
 * @param editedAt when the schedule was last changed: of equal ones the newer wins; of an order,
 *     when it was given; null: it means nothing
 * @param until when it ends by itself; null: it does not
 */
public record Claim(Rank rank, int value, UUID by, int priority, Instant editedAt, Instant until) {

  private static final Comparator<Claim> WEAKEST_FIRST =
      Comparator.comparing(Claim::rank)
          .reversed()
          .thenComparing(claim -> claim.rank == Rank.SCHEDULE ? claim.priority : 0)
          .thenComparing(Claim::editedAt, Comparator.nullsFirst(Comparator.naturalOrder()))
          // So that cloud and hub never differ.
          .thenComparing(Claim::by, Comparator.nullsFirst(Comparator.comparing(UUID::toString)));

  /** What wins of what still holds; empty: nobody wants anything. */
  public static Optional<Claim> winner(Collection<Claim> claims, Instant now) {
    return claims.stream().filter(claim -> claim.holds(now)).max(WEAKEST_FIRST);
  }

  private boolean holds(Instant now) {
    return until == null || now.isBefore(until);
  }
}
