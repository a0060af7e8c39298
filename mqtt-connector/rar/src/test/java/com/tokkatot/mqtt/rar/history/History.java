package com.tokkatot.mqtt.rar.history;

import java.util.ArrayList;
import java.util.List;

/**
 * What was seen of messages on their way, each step by somebody who was there: the publisher, the
 * bean, and the store when all is over. Any thread may write.
 */
public final class History {

  /** One message: which device said it, as its how-manieth. */
  public record Id(String device, long seq) {

    @Override
    public String toString() {
      return device + "/" + seq;
    }

    /** Reads what {@link #toString} wrote. */
    public static Id of(String text) {
      var slash = text.lastIndexOf('/');
      return new Id(text.substring(0, slash), Long.parseLong(text.substring(slash + 1)));
    }
  }

  private final List<Id> invoked = new ArrayList<>();
  private final List<Id> acknowledged = new ArrayList<>();
  private final List<Id> delivered = new ArrayList<>();
  private final List<Id> stored = new ArrayList<>();
  private final List<Id> parked = new ArrayList<>();

  /** The publisher called publish. */
  public synchronized void invoked(Id id) {
    invoked.add(id);
  }

  /** The publisher saw the broker's acknowledgement. */
  public synchronized void acknowledged(Id id) {
    acknowledged.add(id);
  }

  /** The bean was given it; whether that came to anything is another matter. */
  public synchronized void delivered(Id id) {
    delivered.add(id);
  }

  /** Its effect is in the store, committed; in the order of the effects. */
  public synchronized void stored(Id id) {
    stored.add(id);
  }

  /** It was given up, and that is in the store. */
  public synchronized void parked(Id id) {
    parked.add(id);
  }

  public synchronized List<Id> invoked() {
    return List.copyOf(invoked);
  }

  public synchronized List<Id> acknowledged() {
    return List.copyOf(acknowledged);
  }

  public synchronized List<Id> delivered() {
    return List.copyOf(delivered);
  }

  public synchronized List<Id> stored() {
    return List.copyOf(stored);
  }

  public synchronized List<Id> parked() {
    return List.copyOf(parked);
  }
}
