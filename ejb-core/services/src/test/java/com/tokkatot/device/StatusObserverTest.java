package com.tokkatot.device;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.WireListener.Arrived;
import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.OrderKey;
import com.tokkatot.wire.StatusMessage;
import com.tokkatot.wire.Topics;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

public class StatusObserverTest {

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Sql sql = TestDatabase.sql();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final LiveEvents live = LiveEventsTest.over(sql);
  private final RecordedEvents<StatusesObserved> observed = new RecordedEvents<>();
  private final StatusObserver observer = new StatusObserver();

  @BeforeEach
  void wire() {
    observer.sql = sql;
    observer.time = time;
    observer.observed = observed;
    observer.live = live;
  }

  @Test
  void theNewerOrderKeyWinsWhateverArrivesFirst() {
    observer.observe(List.of(status(12, 5, DeviceState.ON), status(12, 4, DeviceState.OFF)));
    assertThat(state()).isEqualTo("on");

    observer.observe(List.of(status(11, 99, DeviceState.ERROR)));
    assertThat(state()).isEqualTo("on");

    observer.observe(List.of(status(13, 1, DeviceState.OFF)));
    assertThat(state()).isEqualTo("off");
  }

  @Test
  void whatWasSaidIsKeptForFiveYears() {
    observer.observe(List.of(status(12, 5, DeviceState.ON), status(12, 6, DeviceState.OFF)));
    sql.update(
        "update device_status set at = ? where device_id = ? and seq = 5",
        Instant.parse("2021-02-28T06:00:00Z"),
        farm.light());
    var keeper = new StatusKeeper();
    keeper.sql = sql;
    keeper.time = time;

    keeper.forget();

    assertThat(
            sql.query(
                "select seq from device_status where device_id = ?",
                row -> row.getLong(1),
                farm.light()))
        .containsExactly(6L);
  }

  @Test
  void onlyWhatChangedIsTold() {
    observer.observe(List.of(status(12, 5, DeviceState.ON)));
    observer.observe(List.of(status(12, 5, DeviceState.ON)));

    assertThat(live.since(farm.id(), 0, 10))
        .extracting(LiveEvent::type)
        .containsExactly("device:update");
  }

  @Test
  void aStaleStatusMayStillAnswerACommand() {
    observer.observe(List.of(status(12, 5, DeviceState.ON), status(12, 4, DeviceState.OFF)));

    assertThat(observed.fired().get(0).statuses()).hasSize(2);
  }

  @Test
  void whatABoardSaysAfterItWasReplacedComesTooLate() {
    sql.update("update node set incarnation = 2 where id = ?", farm.node());

    observer.observe(List.of(status(99, 5, DeviceState.ON)));

    assertThat(state()).isEqualTo("unknown");
    assertThat(observed.fired().get(0).statuses()).hasSize(1);
  }

  @Test
  void aDeviceOfAnotherFarmIsAStranger() {
    var other = TestDatabase.farm(sql);
    var lie = arrived(other.id(), farm.light(), status(1, 1, DeviceState.ON).content());
    var unknown = arrived(farm.id(), UUID.randomUUID(), status(1, 1, DeviceState.ON).content());

    var strangers = observer.observe(List.of(lie, unknown));

    assertThat(strangers).containsExactly(lie, unknown);
    assertThat(state()).isEqualTo("unknown");
  }

  private String state() {
    return sql.query("select state from device where id = ?", row -> row.getString(1), farm.light())
        .get(0);
  }

  private Arrived<StatusMessage> status(long boot, long seq, DeviceState state) {
    return arrived(
        farm.id(),
        farm.light(),
        new StatusMessage(
            farm.light(),
            time.instant(),
            new OrderKey(1, boot, seq),
            state,
            null,
            null,
            StatusMessage.Trigger.BUTTON,
            null,
            null,
            null,
            null,
            false));
  }

  private static Arrived<StatusMessage> arrived(UUID farmId, UUID deviceId, StatusMessage status) {
    return new Arrived<>(new Topics.Address(farmId, deviceId, Topics.Kind.STATUS), status, null);
  }

  /** The real thing over a real database, for tests of features above. */
  public static StatusObserver over(
      Sql sql, SettableTime time, Consumer<StatusesObserved> observer) {
    var statuses = new StatusObserver();
    statuses.sql = sql;
    statuses.time = time;
    statuses.live = LiveEventsTest.over(sql);
    statuses.observed = new RecordedEvents<>(observer);
    return statuses;
  }
}
