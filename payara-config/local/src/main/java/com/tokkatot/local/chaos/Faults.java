package com.tokkatot.local.chaos;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Decides what happens to each message, by a seeded random; nothing happens while it is calm. Given
 * the same messages in the same order it decides the same.
 */
public class Faults {

  /** What happens to a packet on its way. */
  public enum Fate {
    PASS,
    /** It never arrives, and the sender is left waiting. */
    DROP,
    /** It never arrives, and the sender is told that it did: what a broken queue does. */
    SWALLOW,
    /** It arrives twice. */
    DOUBLE,
    /** It arrives later, behind what was sent after it. */
    DELAY,
    /** It never arrives, and the line ends with it. */
    CUT
  }

  private final Random random;
  private final double share;
  private final Duration longest;
  private final Map<Fate, Integer> counts = new EnumMap<>(Fate.class);
  private boolean calm = true;

  /**
   * @param share of the messages dropped, the same share doubled, the same delayed; 0 to 0.3
   * @param longest delay
   */
  public Faults(long seed, double share, Duration longest) {
    if (share < 0 || share > 0.3) {
      throw new IllegalArgumentException("share must be 0 to 0.3, was " + share);
    }
    this.random = new Random(seed);
    this.share = share;
    this.longest = longest;
  }

  /** From now on messages have accidents. */
  public synchronized void begin() {
    calm = false;
  }

  /** From now on everything passes. */
  public synchronized void end() {
    calm = true;
  }

  /** The longest that one line holds a message back. */
  public Duration longest() {
    return longest;
  }

  /** How many packets had which accident. */
  public synchronized Map<Fate, Integer> counts() {
    return Map.copyOf(counts);
  }

  /** All accidents together. */
  public synchronized int total() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  /**
   * Of a message with QoS 1: what a program sends is swallowed half of the times that it is lost.
   * What a broker sends always is: HiveMQ sends nothing more to a client that leaves one message
   * without an acknowledgement, until it connects again. That would be one fault instead of many.
   */
  synchronized Fate ofPublish(boolean fromBroker) {
    if (calm) {
      return Fate.PASS;
    }
    double at = random.nextDouble();
    var swallowed = random.nextBoolean() || fromBroker;
    if (at < share) {
      return counted(swallowed ? Fate.SWALLOW : Fate.DROP);
    }
    if (at < 2 * share) {
      return counted(Fate.DOUBLE);
    }
    return at < 3 * share ? counted(Fate.DELAY) : Fate.PASS;
  }

  /**
   * Of an acknowledgement; to get one twice would be an error of the protocol, not of the line. One
   * that a broker waits for is lost only as it is in life: together with the line, and ten times
   * less often.
   */
  synchronized Fate ofPuback(boolean fromBroker) {
    if (calm) {
      return Fate.PASS;
    }
    double at = random.nextDouble();
    if (at < share) {
      return counted(Fate.DELAY);
    }
    if (fromBroker) {
      return at < 2 * share ? counted(Fate.DROP) : Fate.PASS;
    }
    return at < 1.1 * share ? counted(Fate.CUT) : Fate.PASS;
  }

  synchronized Duration delay() {
    return Duration.ofMillis(1 + random.nextInt((int) longest.toMillis()));
  }

  private Fate counted(Fate fate) {
    counts.merge(fate, 1, Integer::sum);
    return fate;
  }
}
