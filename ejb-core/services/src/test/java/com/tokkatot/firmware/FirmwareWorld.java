package com.tokkatot.firmware;

import com.tokkatot.account.Caller;
import com.tokkatot.account.StaffRole;
import com.tokkatot.alert.TestAlerts;
import com.tokkatot.audit.AuditLogs;
import com.tokkatot.audit.Origin;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.message.TestMessages;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.FirmwareHeader;
import com.tokkatot.wire.FirmwareStatus;
import com.tokkatot.wire.FirmwareStatus.State;
import com.tokkatot.wire.OrderKey;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;

/** A farm with nodes and an image, in a database where nobody else rolls out. */
final class FirmwareWorld {

  static final Origin DESK = new Origin("192.0.2.7", "console", "request-1");

  final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private static final Sql APART = TestDatabase.another();

  final Sql sql = APART;
  final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  final Caller operator = new Caller(UUID.randomUUID(), UUID.randomUUID(), StaffRole.OPERATOR);
  final ReleaseRows releases = new ReleaseRows();
  final Rollouts rollouts = new Rollouts();
  final UpdateStatuses statuses = new UpdateStatuses();
  final RolloutStepper stepper = new RolloutStepper();
  final UrgentNotices notices = new UrgentNotices();
  final NightNotices nights = new NightNotices();
  private final long before = lastLine();
  private long seq;

  FirmwareWorld() {
    var audit = AuditLogs.over(sql, time);
    releases.sql = sql;
    releases.audit = audit;
    releases.time = time;
    rollouts.sql = sql;
    rollouts.audit = audit;
    rollouts.time = time;
    rollouts.releases = releases;
    statuses.sql = sql;
    statuses.audit = audit;
    statuses.time = time;
    stepper.sql = sql;
    stepper.time = time;
    stepper.statuses = statuses;
    stepper.notices = notices;
    notices.sql = sql;
    notices.time = time;
    notices.alerts =
        TestAlerts.firmwareOver(
            sql,
            time,
            TestAlerts.news(
                LiveEventsTest.over(sql),
                time,
                new RecordedEvents<>(TestMessages.writtenTo(sql, time))));
    statuses.alerts = notices.alerts;
    nights.sql = sql;
    nights.time = time;
    nights.alerts = notices.alerts;
    // What the test before has left behind.
    for (var table : List.of("notice", "update", "target", "rollout", "release")) {
      sql.update("delete from firmware_" + table);
    }
    sql.update("update node set removed_at = now() where farm_id <> ?", farm.id());
    sql.update("update hub set is_online = true where id = ?", farm.hub());
  }

  ReleaseView release(String version) {
    return release(FirmwareBoard.VIRTUAL, version);
  }

  ReleaseView release(FirmwareBoard board, String version) {
    try {
      var signer = new SignedImages();
      var number = board == FirmwareBoard.VIRTUAL ? SignedImages.VIRTUAL : SignedImages.SENSOR_C3;
      var file = signer.file(number, version, "image " + version);
      var header = Base64.getEncoder().encodeToString(Arrays.copyOf(file, 256));
      var image = new Image(board, FirmwareHeader.read(header), header);
      return releases.add(operator, image, null, DESK);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What the farm's people are told of and is not over. */
  List<String> openAlerts() {
    return sql.query(
        "select type from alert where farm_id = ? and resolved_at is null order by type",
        row -> row.getString("type"),
        farm.id());
  }

  /** More nodes on the farm, which has one already. */
  void nodes(int more) {
    for (var i = 0; i < more; i++) {
      node("virtual", "2.0.0");
    }
  }

  UUID node(String board, String version) {
    var id = UUID.randomUUID();
    sql.update(
        "insert into node (id, farm_id, hardware_id, name, board, firmware_version)"
            + " values (?, ?, ?, 'M', ?, ?)",
        id,
        farm.id(),
        id.toString(),
        board,
        version);
    return id;
  }

  RolloutView roll(ReleaseView release, Long... waves) {
    return rollouts.create(operator.accountId(), request(release, List.of(waves), 5), DESK);
  }

  RolloutRequest request(ReleaseView release, List<Long> waves, int failures) {
    return new RolloutRequest(
        release.releaseId(), null, List.of(), List.of(), waves, failures, false, null, null, null);
  }

  /** What goes out now. */
  List<OutgoingOffer> step() {
    return new ArrayList<>(stepper.step());
  }

  boolean says(OutgoingOffer offer, State state, String reason, String version) {
    return statuses.heard(farm.id(), status(offer, state, reason, version));
  }

  FirmwareStatus status(OutgoingOffer offer, State state, String reason, String version) {
    return new FirmwareStatus(
        offer.offer().updateId(),
        offer.nodeId(),
        time.instant(),
        new OrderKey(1, 5, ++seq),
        state,
        reason,
        null,
        100L,
        offer.offer().size(),
        version);
  }

  void succeeds(OutgoingOffer offer) {
    says(offer, State.SUCCEEDED, null, "2.1.0");
  }

  void fails(OutgoingOffer offer) {
    says(offer, State.ROLLED_BACK, "link", "2.0.0");
  }

  RolloutView now(RolloutView rollout) {
    return rollouts.get(rollout.rolloutId());
  }

  List<String> noted() {
    return sql.query(
        "select action from audit_log where id > ? order by id", row -> row.getString(1), before);
  }

  private long lastLine() {
    return sql.query("select coalesce(max(id), 0) from audit_log", row -> row.getLong(1)).get(0);
  }
}
