package com.tokkatot.alert;

import java.util.List;

/** What has become of alerts. Fired in the transaction that changes them. */
public record AlertsChanged(List<AlertChange> changes) {

  public AlertsChanged {
    changes = List.copyOf(changes);
  }
}
