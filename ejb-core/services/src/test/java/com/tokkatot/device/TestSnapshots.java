package com.tokkatot.device;

import com.tokkatot.shared.Sql;
import jakarta.enterprise.event.Event;

/** What hubs are told, for tests of features above. */
public final class TestSnapshots {

  private TestSnapshots() {}

  public static SnapshotVersions versionsOver(Sql sql, Event<HubAsked> asked) {
    var versions = new SnapshotVersions();
    versions.sql = sql;
    versions.asked = asked;
    return versions;
  }
}
