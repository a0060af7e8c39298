package com.tokkatot.command;

import com.tokkatot.wire.CommandMessage.Priority;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What waits for the broker: the urgent leaves first, and what one device is told stays in order.
 *
 * <p>An order that overtook an older one of its own device would be undone by it. So an urgent one
 * takes the older ones of its device along.
 */
final class WaitingCommands {

  private final Map<Priority, Deque<OutgoingCommand>> lanes = new EnumMap<>(Priority.class);

  WaitingCommands() {
    for (var priority : Priority.values()) {
      lanes.put(priority, new ArrayDeque<>());
    }
  }

  synchronized void add(OutgoingCommand command) {
    enter(command);
    notifyAll();
  }

  /** These first: they were asked for before all that wait. */
  synchronized void addBefore(Collection<OutgoingCommand> older) {
    var newer = takeAll();
    older.forEach(this::enter);
    newer.forEach(this::enter);
    notifyAll();
  }

  synchronized int size() {
    return lanes.values().stream().mapToInt(Deque::size).sum();
  }

  /** Takes everything. */
  synchronized List<OutgoingCommand> drain() {
    return takeAll();
  }

  /** Waits until there is something. */
  synchronized void await() throws InterruptedException {
    while (size() == 0) {
      wait();
    }
  }

  /** At most so many, in the order they must leave. */
  synchronized List<OutgoingCommand> take(int most) {
    var taken = new ArrayList<OutgoingCommand>();
    for (var lane : lanes.values()) {
      while (taken.size() < most && !lane.isEmpty()) {
        taken.add(lane.remove());
      }
    }
    return taken;
  }

  private List<OutgoingCommand> takeAll() {
    var all = new ArrayList<OutgoingCommand>();
    lanes.values().forEach(all::addAll);
    lanes.values().forEach(Deque::clear);
    return all;
  }

  private void enter(OutgoingCommand command) {
    var lane = lanes.get(command.priority());
    for (var slower : Priority.values()) {
      if (slower.compareTo(command.priority()) > 0) {
        takeAlong(command.deviceId(), lanes.get(slower), lane);
      }
    }
    lane.add(command);
  }

  private static void takeAlong(
      UUID device, Deque<OutgoingCommand> from, Deque<OutgoingCommand> into) {
    var moved = from.stream().filter(one -> one.deviceId().equals(device)).toList();
    if (!moved.isEmpty()) {
      from.removeAll(moved);
      into.addAll(moved);
    }
  }
}
