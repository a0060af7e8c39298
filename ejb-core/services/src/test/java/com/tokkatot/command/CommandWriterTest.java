package com.tokkatot.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.audit.AuditLogs;
import com.tokkatot.audit.Origin;
import com.tokkatot.device.Registry;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.live.LiveEvent;
import com.tokkatot.live.LiveEvents;
import com.tokkatot.live.LiveEventsTest;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.wire.CommandAction;
import com.tokkatot.wire.CommandMessage;
import com.tokkatot.wire.CommandStep;
import jakarta.persistence.EntityManager;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandWriterTest {

  private final SettableTime time = new SettableTime("2026-03-01T06:00:00Z");
  private final Sql sql = TestDatabase.sql();
  private final TestDatabase.TestFarm farm = TestDatabase.farm(sql);
  private final Member member = new Member(farm.id(), UUID.randomUUID(), Role.MANAGER);
  private final LiveEvents live = LiveEventsTest.over(sql);
  private final CommandWriter writer = new CommandWriter();

  @BeforeEach
  void wire() {
    sql.update(
        "insert into account (id, name, email_sealed, email_index) values (?, 'Sok', 'x', ?)",
        member.accountId(),
        member.accountId().toString().getBytes(StandardCharsets.US_ASCII));
    writer.outbox = new CommandOutbox();
    writer.outbox.sql = sql;
    writer.sql = sql;
    writer.live = live;
    writer.devices = Registry.devicesOver(sql);
    writer.audit = AuditLogs.over(sql, time);
    writer.time = time;
    writer.entities = rowsAsEntities();
  }

  @Test
  void manyAreWrittenAtOnceWithTheirEventsInTheOrderOfAsking() {
    var asked = List.of(on(UUID.randomUUID()), on(UUID.randomUUID()), on(UUID.randomUUID()));

    var written = writer.write(asked, true);

    assertThat(written).allMatch(WrittenCommand::isNew);
    assertThat(live.since(farm.id(), 0, 10))
        .extracting(LiveEvent::cursor)
        .containsExactly(1L, 2L, 3L);
    assertThat(live.since(farm.id(), 0, 10))
        .extracting(LiveEvent::data)
        .zipSatisfy(
            asked, (data, one) -> assertThat(data).contains(one.request().commandId().toString()));
    assertThat(lines()).isEqualTo(3);
  }

  @Test
  void oneThatIsRefusedDoesNotHinderTheOthers() {
    var stranger = new AskedCommand(member, UUID.randomUUID(), request(null), Origin.SYSTEM);

    var written = writer.write(List.of(stranger, on(UUID.randomUUID())), true);

    assertThat(written.get(0).refused()).isInstanceOf(NotFound.class);
    assertThat(written.get(1).isNew()).isTrue();
    assertThat(lines()).isEqualTo(1);
  }

  @Test
  void anIdAskedForTwiceIsOneCommand() {
    var id = UUID.randomUUID();

    var together = writer.write(List.of(on(id), on(id)), true);
    var later = writer.write(List.of(on(id)), true);

    assertThat(together).extracting(WrittenCommand::isNew).containsExactly(true, false);
    assertThat(later.get(0).isNew()).isFalse();
    assertThat(later.get(0).command().id()).isEqualTo(id);
    assertThat(lines()).isEqualTo(1);
    assertThat(live.since(farm.id(), 0, 10)).hasSize(1);
  }

  @Test
  void anotherDevicesIdIsTaken() {
    var id = UUID.randomUUID();
    writer.write(List.of(on(id)), true);
    var other = TestDatabase.farm(sql);
    var stranger = new Member(other.id(), member.accountId(), Role.OWNER);

    var written =
        writer.write(
            List.of(new AskedCommand(stranger, other.light(), request(id), Origin.SYSTEM)), true);

    assertThat(written.get(0).refused()).isInstanceOf(Conflict.class);
  }

  @Test
  void aSpeedIsWrittenAsAskedAndToldAsPercent() {
    var written = write(CommandType.SET_SPEED, 40.0, null);

    assertThat(written.command().view().commandType()).isEqualTo("set_speed");
    assertThat(written.command().outgoing().action()).isEqualTo(CommandAction.SET_VALUE);
    assertThat(
            sql.query(
                "select action || ' ' || command_type || ' ' || value from command where id = ?",
                row -> row.getString(1),
                written.command().id()))
        .containsExactly("set_value set_speed 40");
  }

  @Test
  void whatAnEmergencyStopHoldsTakesNoCommands() {
    sql.update("update device set kind = 'pump' where id = ?", farm.light());
    sql.update(
        "insert into emergency_stop (id, farm_id, origin, state, asked_at)"
            + " values (?, ?, 'app', 'releasing', ?)",
        UUID.randomUUID(),
        farm.id(),
        time.instant());

    var written = writer.write(List.of(on(UUID.randomUUID())), true);

    assertThat(written.get(0).refused().code()).isEqualTo("EMERGENCY_STOP_ACTIVE");
  }

  @Test
  void anAngleIsRefusedForWhatHasNone() {
    assertThat(write(CommandType.SET_ANGLE, 90.0, null).refused().code())
        .isEqualTo("COMMAND_NOT_SUPPORTED");
  }

  @Test
  void aSequenceGoesToTheTableAndComesBackWithItsSteps() {
    var steps = List.of(new CommandStep(100, 30), new CommandStep(12.5, 10));
    var written = write(CommandType.SEQUENCE, null, steps);
    time.advance(CommandOutbox.MISSED);

    assertThat(written.command().view().commandParams()).containsEntry("steps", steps);
    assertThat(writer.outbox.due(time.instant(), false))
        .filteredOn(command -> command.id().equals(written.command().id()))
        .extracting(OutgoingCommand::steps)
        .containsExactly(steps);
  }

  @Test
  void theRowSaysFromTheStartWhetherItsCommandMayBeOnItsWay() {
    var handedOver = UUID.randomUUID();
    var waiting = UUID.randomUUID();

    writer.write(List.of(on(handedOver)), true);
    writer.write(List.of(on(waiting)), false);

    assertThat(writer.outbox.cancel(handedOver, writer.time.instant())).isFalse();
    assertThat(writer.outbox.cancel(waiting, writer.time.instant())).isTrue();
  }

  private WrittenCommand write(CommandType type, Double value, List<CommandStep> steps) {
    var request =
        new CommandRequest(null, type, value, null, steps, CommandMessage.Priority.NORMAL);
    return writer
        .write(List.of(new AskedCommand(member, farm.light(), request, Origin.SYSTEM)), true)
        .get(0);
  }

  private AskedCommand on(UUID id) {
    return new AskedCommand(member, farm.light(), request(id), Origin.SYSTEM);
  }

  private static CommandRequest request(UUID id) {
    return new CommandRequest(id, CommandType.ON, null, null, null, CommandMessage.Priority.NORMAL);
  }

  private long lines() {
    return sql.query(
            "select count(*) from audit_log where account_id = ?",
            row -> row.getLong(1),
            member.accountId())
        .get(0);
  }

  // JPA needs a container; what it would find is what the table says.
  private EntityManager rowsAsEntities() {
    return (EntityManager)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {EntityManager.class},
            (self, method, arguments) ->
                sql
                    .query(
                        "select device_id from command where id = ?",
                        row -> Sql.uuid(row, "device_id"),
                        arguments[1])
                    .stream()
                    .map(device -> found((UUID) arguments[1], device))
                    .findFirst()
                    .orElse(null));
  }

  private Command found(UUID id, UUID deviceId) {
    return new Command() {
      @Override
      UUID id() {
        return id;
      }

      @Override
      UUID deviceId() {
        return deviceId;
      }
    };
  }
}
