package com.tokkatot.limit;

import com.tokkatot.shared.Redis;
import com.tokkatot.shared.TooMany;
import io.lettuce.core.ScriptOutputType;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The way in to limits. Several buckets are asked in one trip to Redis. */
@ApplicationScoped
public class RateLimits {

  private static final String SCRIPT = "take-tokens.lua";
  private static final Guard NO_GUARD = new Guard(null, "");

  @Inject Redis redis;
  @Inject InstantSource time;

  private String script;
  private NodeBuckets own;

  @PostConstruct
  void prepare() {
    try (var in = RateLimits.class.getResourceAsStream(SCRIPT)) {
      script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    own = new NodeBuckets(time);
  }

  /**
   * Takes a token from each bucket, or from none when one of them is empty.
   *
   * @return the tightest of them, for the caller to be told
   * @throws TooMany when one is empty ({@code RATE_LIMIT_EXCEEDED})
   */
  public Allowance take(List<Bucket> buckets) {
    var tightest = ask(buckets);
    if (!tightest.taken()) {
      throw refusal(tightest);
    }
    return tightest;
  }

  /** What a caller is told whose bucket is empty. */
  public static TooMany refusal(Allowance allowance) {
    var limit = allowance.limit();
    return new TooMany(
        "more than %d in %d s (%s)"
            .formatted(
                limit.tokens(), limit.period().toSeconds(), limit.name().toLowerCase(Locale.ROOT)),
        Math.max(1, (allowance.nextInMs() + 999) / 1000));
  }

  /** As {@link #take}, but an answer instead of an exception. */
  public Allowance ask(List<Bucket> buckets) {
    return ask(NO_GUARD, buckets).allowance();
  }

  /**
   * What a guarded question was answered.
   *
   * @param guard the guard's value; null when it has none, or Redis is away
   * @param allowance the tightest; null when the guard forbade to take, or no bucket was asked
   */
  public record Guarded(String guard, Allowance allowance) {}

  /**
   * A value in Redis that is looked up in the same trip, and comes first.
   *
   * @param key its name
   * @param forbidding with this value nothing is taken
   */
  public record Guard(String key, String forbidding) {}

  /** As {@link #ask(List)}, with the guard's word in the same trip. */
  public Guarded ask(Guard guard, List<Bucket> buckets) {
    return shared(guard, buckets).orElseGet(() -> new Guarded(null, tightest(own.take(buckets))));
  }

  private Optional<Guarded> shared(Guard guard, List<Bucket> buckets) {
    var keys = new ArrayList<String>();
    if (guard != NO_GUARD) {
      keys.add(guard.key());
    }
    var arguments = new ArrayList<String>();
    arguments.add(Long.toString(time.millis()));
    arguments.add(guard.forbidding());
    for (var bucket : buckets) {
      keys.add(bucket.key());
      arguments.add(Integer.toString(bucket.limit().burst()));
      arguments.add(Double.toString(bucket.limit().msPerToken()));
    }
    return redis
        .<List<Object>>run(
            script,
            ScriptOutputType.MULTI,
            keys.toArray(String[]::new),
            arguments.toArray(String[]::new))
        .map(answer -> guarded(buckets, answer));
  }

  private static Guarded guarded(List<Bucket> buckets, List<Object> answer) {
    var guard = (String) answer.get(0);
    if (answer.size() < buckets.size() + 2) {
      return new Guarded(guard, null);
    }
    var all = new ArrayList<Allowance>();
    for (var i = 0; i < buckets.size(); i++) {
      // Redis cuts fractions off numbers, so the script answers in thousandths.
      var thousandths = (Long) answer.get(i + 2);
      var tokens = thousandths / 1000.0;
      var taken = Long.valueOf(1).equals(answer.get(1)) || tokens >= 1;
      all.add(Allowance.of(buckets.get(i).limit(), taken, tokens));
    }
    return new Guarded(guard, tightest(all));
  }

  private static Allowance tightest(List<Allowance> all) {
    return all.isEmpty() ? null : Allowance.tightest(all);
  }
}
