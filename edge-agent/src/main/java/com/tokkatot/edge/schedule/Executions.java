package com.tokkatot.edge.schedule;

import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Store;
import com.tokkatot.rules.schedule.Fire;
import com.tokkatot.wire.ExecutionMessage;
import com.tokkatot.wire.ExecutionMessage.Reason;
import com.tokkatot.wire.ExecutionMessage.State;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The record of each turn: pending before its order leaves, ended once, told to the cloud at each
 * end. A turn that has a record is never begun again.
 */
final class Executions {

  private static final Duration KEPT = Duration.ofDays(8);
  private static final String SELECT =
      "select id, schedule, device, version, planned_at, value, duration_ms, asked_at, command,"
          + " clock_held, revision from execution ";

  /**
   * A turn that was asked for.
   *
   * @param askedAt when its order was given; null: none was
   */
  record Turn(
      UUID id,
      UUID schedule,
      UUID device,
      long version,
      Instant planned,
      int value,
      Duration duration,
      Instant askedAt,
      UUID command,
      boolean clockHeld,
      long revision) {

    static Turn of(Planned planned, Fire fire, Duration duration, Instant askedAt, boolean held) {
      var id = fire.executionId();
      return new Turn(
          id,
          planned.id(),
          fire.deviceId(),
          planned.schedule().version(),
          fire.planned(),
          planned.value(),
          duration,
          askedAt,
          askedAt == null ? null : id,
          held,
          0);
    }
  }

  private final UUID farmId;
  private final Outbox outbox;

  Executions(UUID farmId, Outbox outbox) {
    this.farmId = farmId;
    this.outbox = outbox;
  }

  boolean has(Store store, UUID id) throws SQLException {
    return store.number("select count(*) from execution where id = ?", id.toString()) > 0;
  }

  /**
   * Writes down that it is being asked for.
   *
   * @param until when nobody waits for its answer any more
   */
  void begin(Store store, Turn turn, Instant until) throws SQLException {
    store.run(
        "insert into execution (id, schedule, device, version, planned_at, value, duration_ms,"
            + " asked_at, command, clock_held, gives_up_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        turn.id.toString(),
        turn.schedule.toString(),
        turn.device.toString(),
        turn.version,
        turn.planned.toEpochMilli(),
        turn.value,
        turn.duration == null ? null : turn.duration.toMillis(),
        turn.askedAt == null ? null : turn.askedAt.toEpochMilli(),
        turn.command == null ? null : turn.command.toString(),
        turn.clockHeld,
        until.toEpochMilli());
  }

  /** Writes down that it was left out. */
  void skip(Store store, Turn turn, Reason why, Instant now) throws SQLException {
    begin(store, turn, now);
    end(store, turn, State.SKIPPED, why, null, 0, now);
  }

  /** The turn that this order is of. */
  Optional<Turn> ordered(Store store, UUID command) throws SQLException {
    return store.first(Executions::read, SELECT + "where command = ?", command.toString());
  }

  /** Those whose answer nobody waits for any more. */
  List<Turn> overdue(Store store, Instant now) throws SQLException {
    return store.all(
        Executions::read, SELECT + "where state is null and gives_up_at <= ?", now.toEpochMilli());
  }

  /** When the next of them is; none: {@link Instant#MAX}. */
  Instant nextOverdue(Store store) throws SQLException {
    var at = store.number("select min(gives_up_at) from execution where state is null");
    return at == 0 ? Instant.MAX : Instant.ofEpochMilli(at);
  }

  /**
   * Ends it and tells the cloud; an end that is told already is told anew only if it is another.
   *
   * @param actual when the device switched; null: it did not, or nobody knows
   */
  void end(
      Store store, Turn turn, State state, Reason why, Instant actual, long attempts, Instant now)
      throws SQLException {
    var changed =
        store.run(
            "update execution set state = ?, revision = revision + 1"
                + " where id = ? and (state is null or state not in (?, 'EXECUTED'))",
            state.name(),
            turn.id.toString(),
            state.name());
    if (changed == 0) {
      return;
    }
    var message =
        new ExecutionMessage(
            turn.id,
            turn.schedule,
            turn.device,
            turn.version,
            turn.revision + 1,
            turn.planned,
            actual,
            state,
            turn.value,
            turn.duration == null ? null : turn.duration.toMillis(),
            attempts,
            turn.command,
            why,
            turn.clockHeld);
    var topic = Topics.device(farmId, turn.device, Kind.EXECUTION);
    outbox.append(store, Stream.EVENT, topic, message.toBytes(), now);
  }

  /** Forgets what is older than eight days: nothing so old is ever begun. */
  void prune(Store store, Instant now) throws SQLException {
    store.run(
        "delete from execution where state is not null and planned_at < ?",
        now.minus(KEPT).toEpochMilli());
  }

  private static Turn read(ResultSet row) throws SQLException {
    var duration = row.getObject(7) == null ? null : Duration.ofMillis(row.getLong(7));
    var asked = row.getObject(8) == null ? null : Instant.ofEpochMilli(row.getLong(8));
    var command = row.getString(9);
    return new Turn(
        UUID.fromString(row.getString(1)),
        UUID.fromString(row.getString(2)),
        UUID.fromString(row.getString(3)),
        row.getLong(4),
        Instant.ofEpochMilli(row.getLong(5)),
        row.getInt(6),
        duration,
        asked,
        command == null ? null : UUID.fromString(command),
        row.getBoolean(10),
        row.getLong(11));
  }
}
