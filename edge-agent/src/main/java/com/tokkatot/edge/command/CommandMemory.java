package com.tokkatot.edge.command;

import com.tokkatot.edge.journal.Store;
import com.tokkatot.wire.CommandMessage;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The commands of the last 24 hours, in the journal. {@code sent_no} counts what was let go to
 * nodes, in that order; a command without one waits here and has never left the hub.
 */
final class CommandMemory {

  private static final Duration KEPT = Duration.ofHours(24);
  private static final String SELECT =
      """
      select device, payload, sent_no, answer, stopped or exists (select 1 from command newer
        where newer.device = command.device and newer.issued_at > command.issued_at)
      from command
      """;
  private static final String WAITS = " answer is null and sent_no is null ";
  private static final String AMONG = " device in (select value from json_each(?)) ";

  Optional<KnownCommand> find(Store store, UUID commandId) throws SQLException {
    return store.first(CommandMemory::read, SELECT + "where id = ?", commandId.toString());
  }

  /** All that went to a node, was not answered and may still run, in the order of their going. */
  List<KnownCommand> underWay(Store store, Instant now) throws SQLException {
    return store.all(
        CommandMemory::read,
        SELECT + "where answer is null and sent_no is not null and expires_at > ? order by sent_no",
        now.toEpochMilli());
  }

  /** What waits for one of these devices and may still run: the urgent first, then the older. */
  List<KnownCommand> waiting(Store store, Collection<UUID> devices, int most, Instant now)
      throws SQLException {
    return store.all(
        CommandMemory::read,
        SELECT
            + ("where" + WAITS + "and expires_at > ? and" + AMONG)
            + "order by rank, issued_at, received_at limit ?",
        now.toEpochMilli(),
        json(devices),
        most);
  }

  /** The devices that something waits for. */
  List<UUID> awaited(Store store) throws SQLException {
    return store.all(
        row -> UUID.fromString(row.getString(1)),
        "select distinct device from command where" + WAITS);
  }

  /** What waits and grew too old. */
  List<KnownCommand> waitedTooLong(Store store, Instant now) throws SQLException {
    return store.all(
        CommandMemory::read, SELECT + "where" + WAITS + "and expires_at <= ?", now.toEpochMilli());
  }

  /** What waits for this device and was issued before. */
  List<KnownCommand> waitingBefore(Store store, UUID device, Instant issuedAt) throws SQLException {
    return store.all(
        CommandMemory::read,
        SELECT + "where" + WAITS + "and device = ? and issued_at < ?",
        device.toString(),
        issuedAt.toEpochMilli());
  }

  /** All that waits. */
  List<KnownCommand> waiting(Store store) throws SQLException {
    return store.all(CommandMemory::read, SELECT + "where" + WAITS);
  }

  /**
   * How many commands these devices were sent since the oldest that is under way, itself included.
   */
  long sinceOldestUnderWay(Store store, Collection<UUID> devices, Instant now) throws SQLException {
    var among = json(devices);
    var oldest =
        store.number(
            "select min(sent_no) from command where answer is null and sent_no is not null"
                + " and expires_at > ? and"
                + AMONG,
            now.toEpochMilli(),
            among);
    return oldest == 0
        ? 0
        : store.number(
            "select count(*) from command where" + AMONG + "and sent_no >= ?", among, oldest);
  }

  void add(Store store, UUID device, CommandMessage command, Instant now) throws SQLException {
    store.run(
        "insert into command (id, device, payload, received_at, expires_at, issued_at, rank)"
            + " values (?, ?, ?, ?, ?, ?, ?)",
        command.commandId().toString(),
        device.toString(),
        command.toBytes(),
        now.toEpochMilli(),
        command.expiresAt().toEpochMilli(),
        command.issuedAt().toEpochMilli(),
        command.priority().ordinal());
  }

  /** Whether the device was given an order that was issued after this one. */
  boolean hasNewer(Store store, UUID device, CommandMessage command) throws SQLException {
    return store.number(
            "select count(*) from command where device = ? and issued_at > ?",
            device.toString(),
            command.issuedAt().toEpochMilli())
        > 0;
  }

  /** When the newest order for a device was issued; empty: it was given none. */
  Optional<Instant> newest(Store store, UUID device) throws SQLException {
    var newest =
        store.number("select max(issued_at) from command where device = ?", device.toString());
    return newest == 0 ? Optional.empty() : Optional.of(Instant.ofEpochMilli(newest));
  }

  /** Whether it was taken and has no answer. */
  boolean waitsOrWasSent(Store store, UUID commandId) throws SQLException {
    return store.number(
            "select count(*) from command where id = ? and answer is null", commandId.toString())
        > 0;
  }

  /** From here on it may have run. To be durable before the first byte leaves. */
  void sent(Store store, UUID commandId, Instant now) throws SQLException {
    store.run(
        "update command set sent_at = ?,"
            + " sent_no = 1 + (select coalesce(max(sent_no), 0) from command)"
            + " where id = ? and sent_no is null",
        now.toEpochMilli(),
        commandId.toString());
  }

  /** It certainly did not leave after all, and waits again. */
  void unsent(Store store, UUID commandId) throws SQLException {
    store.run(
        "update command set sent_no = null where id = ? and answer is null", commandId.toString());
  }

  /** From here on what is under way must not run any more: it is only asked after. */
  void stopped(Store store) throws SQLException {
    store.run("update command set stopped = 1 where answer is null and sent_no is not null");
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

  private static String json(Collection<UUID> devices) {
    return devices.stream().map(id -> "\"" + id + "\"").collect(Collectors.joining(",", "[", "]"));
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
