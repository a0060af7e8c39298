package com.tokkatot.device;

import com.tokkatot.farm.CoopChanged;
import com.tokkatot.setting.FarmSettingsChanged;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.NotifyMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.UUID;

/** Counts what hubs have to fetch. In the caller's transaction, and last in it. */
@ApplicationScoped
public class SnapshotVersions {

  @Inject Sql sql;
  @Inject Event<HubAsked> asked;

  void changed(@Observes CoopChanged coop) {
    next(coop.farmId());
  }

  void changed(@Observes FarmSettingsChanged settings) {
    next(settings.farmId());
  }

  /** Something of this farm changed that its hub must know. */
  public void next(UUID farmId) {
    sql.query(
            "update farm set snapshot_version = snapshot_version + 1 where id = ?"
                + " returning snapshot_version",
            row -> row.getLong(1),
            farmId)
        .forEach(version -> asked.fire(new HubAsked(farmId, NotifyMessage.snapshot(version))));
  }
}
