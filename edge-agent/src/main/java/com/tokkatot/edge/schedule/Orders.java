package com.tokkatot.edge.schedule;

import com.tokkatot.edge.command.CommandQueue;
import com.tokkatot.rules.schedule.Plan;
import com.tokkatot.rules.schedule.Step;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandMessage.Priority;
import com.tokkatot.wire.CommandMessage.Source;
import com.tokkatot.wire.CommandStep;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Gives orders to nodes, by the way that a person's take. */
final class Orders {

  private final CommandQueue queue;

  Orders(CommandQueue queue) {
    this.queue = queue;
  }

  /**
   * What to do.
   *
   * @param id repeats do no harm
   * @param execution null: it belongs to none
   * @param value 0 to 100
   * @param duration then off again; null: until further notice
   * @param steps empty: the value holds
   */
  record Order(
      UUID id,
      UUID execution,
      UUID device,
      int value,
      Duration duration,
      List<Step> steps,
      Source source,
      Instant issued,
      Instant expires) {

    /** A state that is to hold. */
    static Order state(UUID execution, UUID device, int value, Source source, Moment at) {
      var id = execution == null ? UUID.randomUUID() : execution;
      var expires = at.now().plus(STATES_LIVE);
      return new Order(id, execution, device, value, null, List.of(), source, at.now(), expires);
    }
  }

  /** A state that still is to hold is worth giving to a board that comes back much later. */
  private static final Duration STATES_LIVE = Duration.ofHours(24);

  /** Written down with the rest of the moment; leaves at its end, see {@link #letGo}. */
  void give(Moment at, Order order) throws SQLException {
    // Ours is the newest: whoever has the device is decided, and an older clock must not undo it.
    var issued = queue.notBefore(at.store(), order.device, order.issued);
    at.effects().add(queue.order(at.store(), order.device, message(order, issued)));
    at.ordered().add(order.device);
  }

  /** The last of a moment: what was ordered in it leaves once it is durable. */
  void letGo(Moment at) throws SQLException {
    if (!at.ordered().isEmpty()) {
      at.effects().add(queue.letGo(at.store(), at.ordered()));
    }
  }

  private static CommandMessage message(Order order, Instant issued) {
    var isSequence = !order.steps.isEmpty();
    var action =
        isSequence
            ? CommandAction.SEQUENCE
            : order.value == Plan.FULL
                ? CommandAction.ON
                : order.value == 0 ? CommandAction.OFF : CommandAction.SET_VALUE;
    return new CommandMessage(
        order.id,
        order.execution,
        action,
        action == CommandAction.SET_VALUE ? (double) order.value : null,
        order.duration == null || order.value == 0 ? null : order.duration.toMillis(),
        isSequence ? order.steps.stream().map(Orders::step).toList() : null,
        order.source,
        order.source == Source.RECONCILE ? Priority.HIGH : Priority.NORMAL,
        issued,
        order.expires,
        null);
  }

  private static CommandStep step(Step step) {
    return new CommandStep(step.value(), step.length().toSeconds());
  }
}
