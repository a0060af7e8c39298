package com.tokkatot.edge.status;

import com.tokkatot.edge.journal.Store;
import com.tokkatot.wire.StatusMessage;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The newest status of each device. The device is right; what it said last is what it is. */
public final class Twins {

  /** The newest status of a device, if it ever said one. */
  public Optional<StatusMessage> find(Store store, UUID device) throws SQLException {
    return store
        .first(
            row -> row.getBytes(1), "select payload from twin where device = ?", device.toString())
        .map(StatusMessage::read);
  }

  /** The newest status of every device, in the order of their ids. */
  public List<StatusMessage> all(Store store) throws SQLException {
    return store.all(
        row -> StatusMessage.read(row.getBytes(1)), "select payload from twin order by device");
  }

  /** Takes a status over if it is newer than what is known. */
  void observe(Store store, Optional<StatusMessage> known, StatusMessage status)
      throws SQLException {
    if (replaces(known, status)) {
      store.run(
          "insert or replace into twin (device, payload) values (?, ?)",
          status.deviceId().toString(),
          status.toBytes());
    }
  }

  /** Whether a status is news: order belongs to the data, not to arrival. */
  static boolean replaces(Optional<StatusMessage> known, StatusMessage status) {
    return known.isEmpty() || status.order().newerThan(known.get().order());
  }
}
