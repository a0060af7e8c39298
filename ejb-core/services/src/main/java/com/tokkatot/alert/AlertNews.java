package com.tokkatot.alert;

import com.tokkatot.live.LiveEvents;
import jakarta.ejb.EJB;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;

/** The one place where changes of alerts are told, in the transaction that makes them. */
@ApplicationScoped
public class AlertNews {

  @Inject InstantSource time;
  @Inject Event<AlertsChanged> changed;
  @EJB LiveEvents live;

  /** Tells clients that watch, and whoever observes {@link AlertsChanged}. */
  public void tell(List<AlertChange> changes) {
    if (changes.isEmpty()) {
      return;
    }
    live.append(changes.stream().map(change -> AlertEvents.of(change, time.instant())).toList());
    changed.fire(new AlertsChanged(changes));
  }
}
