package com.tokkatot.edge.command;

import com.tokkatot.edge.journal.Store;
import com.tokkatot.wire.CommandMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The commands of the last 24 hours, in the journal. */
final class CommandMemory {

  private static final Duration KEPT = Duration.ofHours(24);
  private static final String SELECT =
      """
      select device, payload, forwarded_at, answer, exists (select 1 from command newer
        where newer.device = command.device and newer.issued_at > command.issued_at)
      from command
      """;

  Optional<KnownCommand> find(Store store, UUID commandId) throws SQLException {
    return store.first(CommandMemory::read, SELECT + "where id = ?", commandId.toString());
  }

  /** All that the node has not answered and that may still run, oldest first. */
  List<KnownCommand> open(Store store, Instant now) throws SQLException {
    return store.all(
        CommandMemory::read,
        SELECT + "where answer is null and expires_at > ? order by received_at, issued_at",
        now.toEpochMilli());
  }

  void add(Store store, UUID device, CommandMessage command, Instant now) throws SQLException {
    store.run(
        "insert into command (id, device, payload, received_at, expires_at, issued_at)"
            + " values (?, ?, ?, ?, ?, ?)",
        command.commandId().toString(),
        device.toString(),
        command.toBytes(),
        now.toEpochMilli(),
        command.expiresAt().toEpochMilli(),
        command.issuedAt().toEpochMilli());
  }

  /** Whether the device was given an order that was issued after this one. */
  boolean hasNewer(Store store, UUID device, CommandMessage command) throws SQLException {
    return store.number(
            "select count(*) from command where device = ? and issued_at > ?",
            device.toString(),
            command.issuedAt().toEpochMilli())
        > 0;
  }

  void forwarded(Store store, UUID commandId, Instant now) throws SQLException {
    store.run(
        "update command set forwarded_at = ? where id = ? and forwarded_at is null",
        now.toEpochMilli(),
        commandId.toString());
  }

  /** Keeps the first answer; a later one does not replace it. */
  void answered(Store store, UUID commandId, byte[] answer) throws SQLException {
    store.run(
        "update command set answer = ? where id = ? and answer is null",
        answer,
        commandId.toString());
  }

  /** A command that could still run is never forgotten, however long its life is. */
  void prune(Store store, Instant now) throws SQLException {
    store.run(
        "delete from command where received_at < ? and expires_at < ?",
        now.minus(KEPT).toEpochMilli(),
        now.toEpochMilli());
  }

  private static KnownCommand read(ResultSet row) throws SQLException {
    return new KnownCommand(
        UUID.fromString(row.getString(1)),
        CommandMessage.read(row.getBytes(2)),
        row.getObject(3) != null,
        row.getBoolean(5),
        row.getBytes(4));
  }
}
