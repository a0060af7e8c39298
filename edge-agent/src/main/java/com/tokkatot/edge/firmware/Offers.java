package com.tokkatot.edge.firmware;

import com.tokkatot.edge.journal.Store;
import com.tokkatot.wire.FirmwareOffer;
import com.tokkatot.wire.FirmwareStatus;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The table of offers, and what came of them. One offer of a node counts at a time; of older ones
 * it is kept what the node still says. On the writer's thread only.
 */
final class Offers {

  /**
   * One of them.
   *
   * @param offer as the cloud made it; null where only the status was asked for
   * @param ready whether the image is here, and the offer may be passed on
   * @param status what was said last; null: nothing
   */
  record Row(UUID node, FirmwareOffer offer, boolean ready, byte[] status) {}

  /** Whether the offer is known; then its status is told again. */
  boolean repeat(Store store, UUID node, UUID updateId) throws SQLException {
    return store.run(
            "update firmware set told = case when status is null then 1 else 0 end"
                + " where node = ? and update_id = ?",
            node.toString(),
            updateId.toString())
        > 0;
  }

  /** A new one, in the place of the one before. */
  void add(Store store, UUID node, UUID updateId, byte[] offer, Instant now) throws SQLException {
    store.run("update firmware set over = 1 where node = ?", node.toString());
    store.run(
        "insert into firmware (node, update_id, offer, ready, over, status, told, at)"
            + " values (?, ?, ?, 0, 0, null, 1, ?)",
        node.toString(),
        updateId.toString(),
        offer,
        now.toEpochMilli());
  }

  /** Those that count. */
  List<Row> open(Store store) throws SQLException {
    return store.all(
        row ->
            new Row(
                node(row), FirmwareOffer.read(row.getBytes(2)), row.getBoolean(3), row.getBytes(4)),
        "select node, offer, ready, status from firmware where over = 0 order by node");
  }

  /** The image is here. */
  void ready(Store store, Row row) throws SQLException {
    store.run(
        "update firmware set ready = 1 where node = ? and update_id = ?",
        row.node.toString(),
        row.offer.updateId().toString());
  }

  /** What was said last of a try. */
  Optional<FirmwareStatus> said(Store store, UUID node, UUID updateId) throws SQLException {
    return store.first(
        row -> FirmwareStatus.read(row.getBytes(1)),
        "select status from firmware where node = ? and update_id = ? and status is not null",
        node.toString(),
        updateId.toString());
  }

  /**
   * Notes how far a try is; the cloud is to be told.
   *
   * @return false: nobody made that offer here
   */
  boolean say(Store store, FirmwareStatus status, byte[] payload) throws SQLException {
    return store.run(
            "update firmware set status = ?, told = 0, over = max(over, ?)"
                + " where node = ? and update_id = ?",
            payload,
            status.state().over() ? 1 : 0,
            status.nodeId().toString(),
            status.updateId().toString())
        > 0;
  }

  /** What the cloud has not acknowledged, the oldest first. */
  List<Row> untold(Store store) throws SQLException {
    return store.all(
        row -> new Row(node(row), null, true, row.getBytes(2)),
        "select node, status from firmware where told = 0 order by at");
  }

  /** The cloud has it; not when something newer has been said meanwhile. */
  void told(Store store, Row row) throws SQLException {
    store.run(
        "update firmware set told = 1 where node = ? and status = ?",
        row.node.toString(),
        row.status);
  }

  /** Forgets what has ended before, and is told. */
  void prune(Store store, Instant before) throws SQLException {
    store.run("delete from firmware where over = 1 and told = 1 and at < ?", before.toEpochMilli());
  }

  private static UUID node(ResultSet row) throws SQLException {
    return UUID.fromString(row.getString(1));
  }
}
