package com.tokkatot.limit;

import com.tokkatot.shared.Redis;
import com.tokkatot.shared.TooMany;
import io.lettuce.core.ScriptOutputType;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.EJB;
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

  @EJB Redis redis;
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
    return Allowance.tightest(shared(buckets).orElseGet(() -> own.take(buckets)));
  }

  private Optional<List<Allowance>> shared(List<Bucket> buckets) {
    var keys = buckets.stream().map(Bucket::key).toArray(String[]::new);
    var arguments = new ArrayList<String>();
    arguments.add(Long.toString(time.millis()));
    for (var bucket : buckets) {
      arguments.add(Integer.toString(bucket.limit().burst()));
      arguments.add(Double.toString(bucket.limit().msPerToken()));
    }
    return redis
        .<List<Object>>ask(
            commands ->
                commands.eval(
                    script, ScriptOutputType.MULTI, keys, arguments.toArray(String[]::new)))
        .map(answer -> allowances(buckets, answer));
  }

  private static List<Allowance> allowances(List<Bucket> buckets, List<Object> answer) {
    var all = new ArrayList<Allowance>();
    for (var i = 0; i < buckets.size(); i++) {
      // Redis cuts fractions off numbers, so the script answers in thousandths.
      var thousandths = (Long) answer.get(i + 1);
      var tokens = thousandths / 1000.0;
      var taken = Long.valueOf(1).equals(answer.get(0)) || tokens >= 1;
      all.add(Allowance.of(buckets.get(i).limit(), taken, tokens));
    }
    return all;
  }
}
