package com.tokkatot.mqtt.rar.history;

import com.tokkatot.mqtt.rar.history.History.Id;
import com.tokkatot.mqtt.rar.history.Violation.Kind;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/**
 * Says which promises a finished history breaks. It looks at nothing else: no adapter, no broker.
 *
 * <p>Not acknowledged and yet stored is no violation: the broker had it, and the publisher, who did
 * not hear of that, must bear it. Delivered more than once is none either.
 */
public final class HistoryChecker {

  private HistoryChecker() {}

  /** All violations, those of one kind together; empty when every promise was kept. */
  public static List<Violation> check(History history) {
    var found = new ArrayList<Violation>();
    var settled = new ArrayList<>(history.stored());
    settled.addAll(history.parked());
    var known = new HashSet<>(settled);
    found.addAll(missing(Kind.LOST, history.acknowledged(), known));
    found.addAll(repeated(settled));
    found.addAll(outOfOrder(history.stored()));
    found.addAll(missing(Kind.NEVER_INVOKED, known, new HashSet<>(history.invoked())));
    found.addAll(missing(Kind.NEVER_DELIVERED, known, new HashSet<>(history.delivered())));
    return found;
  }

  private static List<Violation> missing(Kind kind, Iterable<Id> wanted, HashSet<Id> there) {
    var found = new ArrayList<Violation>();
    for (var id : wanted) {
      if (!there.contains(id)) {
        found.add(new Violation(kind, id));
      }
    }
    return found;
  }

  private static List<Violation> repeated(List<Id> settled) {
    var found = new ArrayList<Violation>();
    var seen = new HashSet<Id>();
    for (var id : settled) {
      if (!seen.add(id)) {
        found.add(new Violation(Kind.TWICE, id));
      }
    }
    return found;
  }

  private static List<Violation> outOfOrder(List<Id> stored) {
    var found = new ArrayList<Violation>();
    Map<String, Long> newest = new HashMap<>();
    for (var id : stored) {
      var before = newest.get(id.device());
      if (before != null && id.seq() < before) {
        found.add(new Violation(Kind.OUT_OF_ORDER, id));
      } else {
        newest.put(id.device(), id.seq());
      }
    }
    return found;
  }
}
