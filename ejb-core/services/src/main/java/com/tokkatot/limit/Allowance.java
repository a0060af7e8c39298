package com.tokkatot.limit;

import java.util.Comparator;
import java.util.List;

/**
 * What a bucket says to one request.
 *
 * @param taken whether the request may go on
 * @param remaining whole tokens left afterwards
 * @param fullInMs milliseconds until the bucket is full again
 * @param nextInMs milliseconds until the next token; 0 when one is there
 */
public record Allowance(Limit limit, boolean taken, long remaining, long fullInMs, long nextInMs) {

  /** Computes it from the tokens that are left in the bucket. */
  static Allowance of(Limit limit, boolean taken, double tokens) {
    var missing = Math.max(0, limit.burst() - tokens);
    var toNext = tokens >= 1 ? 0 : (1 - tokens) * limit.msPerToken();
    return new Allowance(
        limit,
        taken,
        (long) Math.floor(tokens),
        (long) Math.ceil(missing * limit.msPerToken()),
        (long) Math.ceil(toNext));
  }

  /** The one a client should be told of: a refusal, else the one with least left. */
  static Allowance tightest(List<Allowance> all) {
    return all.stream()
        .min(
            Comparator.comparing(Allowance::taken)
                .thenComparing(one -> one.remaining / (double) one.limit.burst()))
        .orElseThrow();
  }
}
