package com.tokkatot.limit;

import io.github.bucket4j.TimeMeter;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** Buckets of this node alone, for while Redis is away. */
final class NodeBuckets {

  private static final int MOST = 50_000;

  private final ConcurrentHashMap<Bucket, io.github.bucket4j.Bucket> buckets =
      new ConcurrentHashMap<>();
  private final TimeMeter clock;

  NodeBuckets(InstantSource time) {
    clock =
        new TimeMeter() {
          @Override
          public long currentTimeNanos() {
            return TimeUnit.MILLISECONDS.toNanos(time.millis());
          }

          @Override
          public boolean isWallClockBased() {
            return true;
          }
        };
  }

  /** Takes a token from each, or from none when one of them is empty. */
  List<Allowance> take(List<Bucket> wanted) {
    if (buckets.size() > MOST) {
      buckets.clear();
    }
    var all = wanted.stream().map(this::bucket).toList();
    var enough = all.stream().allMatch(bucket -> bucket.getAvailableTokens() >= 1);
    return java.util.stream.IntStream.range(0, all.size())
        .mapToObj(i -> take(wanted.get(i).limit(), all.get(i), enough))
        .toList();
  }

  private static Allowance take(Limit limit, io.github.bucket4j.Bucket bucket, boolean enough) {
    var probe = bucket.estimateAbilityToConsume(1);
    var taken = probe.canBeConsumed() && (!enough || bucket.tryConsume(1));
    return Allowance.of(limit, taken, bucket.getAvailableTokens());
  }

  private io.github.bucket4j.Bucket bucket(Bucket wanted) {
    var limit = wanted.limit();
    return buckets.computeIfAbsent(
        wanted,
        key ->
            io.github.bucket4j.Bucket.builder()
                .withCustomTimePrecision(clock)
                .addLimit(
                    rule ->
                        rule.capacity(limit.burst()).refillGreedy(limit.tokens(), limit.period()))
                .build());
  }
}
