package com.tokkatot.sync;

import com.tokkatot.account.HubCaller;
import com.tokkatot.alert.HubAlerts;
import com.tokkatot.device.StatusObserver;
import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.schedule.ExecutionIntake;
import com.tokkatot.shared.ParkedMessages;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.WireListener.Arrived;
import com.tokkatot.wire.AlertMessage;
import com.tokkatot.wire.ExecutionMessage;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.Topics;
import com.tokkatot.wire.Topics.Kind;
import com.tokkatot.wire.WireFormatException;
import com.tokkatot.wire.journal.JournalBatch;
import com.tokkatot.wire.journal.JournalEvent;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Events out of a journal go the road of live ones, as told late; each is counted by its number.
 */
@Stateless
public class EventIntake {

  private static final List<String> COLUMN_TYPES =
      List.of("uuid", "int8", "int8", "uuid", "text", "timestamptz");

  @Inject Sql sql;
  @EJB StatusObserver statuses;
  @EJB ExecutionIntake executions;
  @EJB HubAlerts alerts;
  @EJB ParkedMessages parked;

  /** Takes the events of a batch in the caller's transaction; garbage is parked and counted too. */
  public void take(HubCaller hub, JournalBatch batch) {
    if (batch.events().isEmpty()) {
      return;
    }
    // Before statuses, which lock devices; told after them, for that locks the farm.
    var judged = alerts.judge(read(hub, batch, JournalEvent.Kind.ALERT, AlertMessage::read));
    var told =
        read(hub, batch, JournalEvent.Kind.STATUS, bytes -> StatusMessage.read(bytes).late());
    for (var stranger : told.isEmpty() ? told : statuses.observe(told)) {
      parked.park(stranger.message(), "the device is not known on this farm");
    }
    var ended = read(hub, batch, JournalEvent.Kind.EXECUTION, ExecutionMessage::read);
    for (var stranger : executions.take(ended)) {
      parked.park(stranger.message(), "the device or schedule is not known on this farm");
    }
    alerts.tell(judged);
    for (var stranger : judged.strangers()) {
      parked.park(stranger.message(), "the device is not known on this farm");
    }
    number(hub, batch);
  }

  /** The events of one kind as messages of its topic. */
  private <T> List<Arrived<T>> read(
      HubCaller hub, JournalBatch batch, JournalEvent.Kind kind, Function<byte[], T> reader) {
    var arrived = new ArrayList<Arrived<T>>(batch.events().size());
    for (var event : batch.events()) {
      if (event.kind() == kind) {
        var topic = Topics.device(hub.farmId(), event.deviceId(), Kind.valueOf(kind.name()));
        var message = new MqttMessage(topic, event.payload(), 1, false, null);
        try {
          var content = reader.apply(event.payload());
          arrived.add(new Arrived<>(Topics.parse(topic), content, message));
        } catch (WireFormatException e) {
          parked.park(message, e.getMessage());
        }
      }
    }
    return arrived;
  }

  private void number(HubCaller hub, JournalBatch batch) {
    var rows = new ArrayList<Object[]>(batch.events().size());
    var seq = batch.firstSeq();
    for (var event : batch.events()) {
      rows.add(row(hub, batch.epoch(), seq++, event));
    }
    sql.update(
        "insert into hub_event (hub_id, epoch, seq, device_id, kind, at)"
            + " select * from unnest(?, ?, ?, ?, ?, ?) on conflict do nothing",
        Sql.columns(COLUMN_TYPES, rows));
  }

  private static Object[] row(HubCaller hub, long epoch, long seq, JournalEvent event) {
    return new Object[] {hub.hubId(), epoch, seq, event.deviceId(), event.kind(), event.at()};
  }
}
