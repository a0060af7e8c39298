package com.tokkatot.command;

import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandStep;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.UUID;

/** The command rows seen as a queue: what is still to be sent, sent again, or given up. */
@Stateless
public class CommandOutbox {

  /** A device must answer within this. Source: requirements.md 2.6. */
  static final Duration ANSWER_TIME = Duration.ofSeconds(30);

  /** A queued row older than this was missed by its own hand-over. */
  static final Duration MISSED = Duration.ofSeconds(2);

  /** Unanswered for so long: sent again, which hub and node find harmless. */
  static final Duration AGAIN = Duration.ofSeconds(5);

  /** Most rows one look takes. */
  static final int BATCH = 200;

  private static final List<String> COLUMN_TYPES =
      List.of(
          "uuid",
          "uuid",
          "uuid",
          "text",
          "text",
          "float8",
          "int8",
          "text",
          "text",
          "text",
          "text",
          "uuid",
          "timestamptz",
          "timestamptz",
          "timestamptz");

  @Inject Sql sql;
  @EJB LiveEvents live;

  /**
   * Writes commands down; returns the ids of those that were not there yet. Two requests with one
   * id at the same instant: the second waits here for the first one's commit.
   *
   * @param sending whether they leave once this is committed: their rows then say from the start
   *     that they may be with the broker, because whoever sends them may die before saying it
   */
  public List<UUID> add(Collection<Command> commands, boolean sending) {
    if (commands.isEmpty()) {
      return List.of();
    }
    return sql.query(
        "insert into command (id, farm_id, device_id, action, command_type, value,"
            + " duration_ms, steps, source,"
            + " priority, state, requested_by, issued_at, expires_at, last_sent_at)"
            + " select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
            + " on conflict (id) do nothing returning id",
        row -> Sql.uuid(row, "id"),
        Sql.columns(
            COLUMN_TYPES,
            commands.stream()
                // In one order everywhere, so that two writers never wait for each other.
                .sorted(Comparator.comparing(command -> command.id().toString()))
                .map(command -> row(command, sending))
                .toList()));
  }

  private static Object[] row(Command command, boolean sending) {
    var row = command.outgoing();
    return new Object[] {
      row.id(),
      row.farmId(),
      row.deviceId(),
      row.action(),
      command.type() == CommandType.valueOf(row.action().name()) ? null : command.type(),
      row.value(),
      row.durationMs(),
      CommandStep.toText(row.steps()),
      row.source(),
      row.priority(),
      command.state(),
      command.requestedBy(),
      row.issuedAt(),
      row.expiresAt(),
      sending ? row.issuedAt() : null
    };
  }

  /** Notes that these may be with the broker, although it did not say so. */
  public void maybeSent(List<UUID> ids, Instant at) {
    if (ids.isEmpty()) {
      return;
    }
    sql.query(
        "update command set last_sent_at = coalesce(last_sent_at, ?) where id in (select id from"
            + " command where id = any(?) order by id for no key update) returning id",
        row -> Sql.uuid(row, "id"),
        at,
        ids);
  }

  /**
   * Takes back what {@link #add} said of these: they were certainly not sent and wait in their
   * rows. A row that somebody has leased since stays as it is.
   */
  public void notSent(Collection<OutgoingCommand> handedOver) {
    if (handedOver.isEmpty()) {
      return;
    }
    sql.update(
        """
        with mine as (select * from unnest(?, ?) as mine (id, at)),
        locked as (
          select command.id from command join mine on mine.id = command.id
          where state = 'queued' and last_sent_at = mine.at and sends = 0
          order by command.id for no key update of command)
        update command set last_sent_at = null from locked where locked.id = command.id
        """,
        Sql.columns(
            List.of("uuid", "timestamptz"),
            handedOver.stream()
                .map(command -> new Object[] {command.id(), command.issuedAt()})
                .toList()));
  }

  /**
   * Cancels a command that nobody has tried to send: its row alone decides.
   *
   * @return whether it is cancelled now
   */
  public boolean cancel(UUID id, Instant now) {
    return sql.update(
            "update command set state = 'cancelled', completed_at = ? where id = ?"
                + " and state = 'queued' and last_sent_at is null",
            now,
            id)
        == 1;
  }

  /** Marks what the broker has taken and nobody has answered yet. */
  public void sent(List<SentCommand> commands) {
    if (commands.isEmpty()) {
      return;
    }
    sql.update(
        """
        with told as (select * from unnest(?, ?) as told (id, at)),
        -- In one order everywhere, so that two writers never wait for each other.
        locked as (
          select id from command where id in (select id from told) and state in ('queued', 'sent')
          order by id for no key update)
        update command set state = 'sent', sent_at = coalesce(sent_at, told.at),
          last_sent_at = told.at, sends = sends + 1
        from told join locked on locked.id = told.id where command.id = told.id
        """,
        Sql.columns(
            List.of("uuid", "timestamptz"),
            commands.stream().map(command -> new Object[] {command.id(), command.at()}).toList()));
  }

  /**
   * Leases rows to send, oldest first; {@code skip locked} lets several nodes sweep side by side.
   * The urgent are taken first, and their devices' older ones with them: else those would come
   * after.
   *
   * @param all also those written just now, which normally are on their way already
   */
  public List<OutgoingCommand> due(Instant now, boolean all) {
    var leased = lease(now, all);
    leased.sort(Comparator.comparing(OutgoingCommand::issuedAt));
    return leased;
  }

  private List<OutgoingCommand> lease(Instant now, boolean all) {
    return sql.query(
        """
        update command set last_sent_at = ?
        where id in (
          select command.id from command join (
            select id, min(case priority when 'high' then 0 when 'normal' then 1 else 2 end)
              over (partition by device_id order by issued_at desc) as urgency
            from command
            where expires_at > ?
              and ((state = 'queued' and coalesce(last_sent_at, issued_at) <= ?)
                or (state = 'sent' and last_sent_at < ?))) waiting on waiting.id = command.id
          where command.state in ('queued', 'sent')
          order by waiting.urgency, command.issued_at
          limit %d for no key update of command skip locked)
        returning *
        """
            .formatted(BATCH),
        CommandOutbox::read,
        now,
        now,
        all ? now : now.minus(MISSED),
        now.minus(AGAIN));
  }

  /** Gives up on what is too old to be run and on what nobody answered; returns how many. */
  public int giveUp(Instant now) {
    var events =
        sql.query(
            """
            update command set state = case
                when state = 'queued' then 'expired' else 'timeout' end,
              completed_at = ?
            where id in (
              select id from command
              where (state = 'queued' and expires_at <= ?)
                 or (state in ('sent', 'executing') and sent_at <= ?)
              order by id limit %d for no key update skip locked)
            returning *
            """
                .formatted(BATCH),
            row -> event(row, now),
            now,
            now,
            now.minus(ANSWER_TIME));
    live.append(events);
    return events.size();
  }

  private static LiveEvent event(ResultSet row, Instant now) throws SQLException {
    return CommandEvents.status(
        Sql.uuid(row, "farm_id"),
        Sql.uuid(row, "device_id"),
        Sql.uuid(row, "id"),
        CommandType.valueOf(
            (row.getString("command_type") == null
                    ? row.getString("action")
                    : row.getString("command_type"))
                .toUpperCase(Locale.ROOT)),
        Sql.word(row, "state", CommandState.class),
        null,
        null,
        now);
  }

  private static OutgoingCommand read(ResultSet row) throws SQLException {
    var duration = row.getLong("duration_ms");
    return new OutgoingCommand(
        Sql.uuid(row, "id"),
        Sql.uuid(row, "farm_id"),
        Sql.uuid(row, "device_id"),
        Sql.word(row, "action", CommandAction.class),
        Sql.number(row, "value"),
        duration == 0 ? null : duration,
        CommandStep.fromText(row.getString("steps")),
        Sql.word(row, "source", CommandMessage.Source.class),
        Sql.word(row, "priority", CommandMessage.Priority.class),
        Sql.instant(row, "issued_at"),
        Sql.instant(row, "expires_at"),
        true);
  }
}
