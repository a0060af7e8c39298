package com.tokkatot.device;

import com.tokkatot.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.util.UUID;

/** Counts what hubs have to fetch. In the caller's transaction, and last in it. */
@ApplicationScoped
public class SnapshotVersions {

  @Inject Sql sql;
  @Inject Event<SnapshotChanged> changed;

  /** Something of this farm changed that its hub must know. */
  public void next(UUID farmId) {
    sql.query(
            "update farm set snapshot_version = snapshot_version + 1 where id = ?"
                + " returning snapshot_version",
            row -> row.getLong(1),
            farmId)
        .forEach(version -> changed.fire(new SnapshotChanged(farmId, version)));
  }
}
