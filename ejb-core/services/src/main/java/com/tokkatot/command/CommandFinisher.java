package com.tokkatot.command;

import com.tokkatot.device.StatusesObserved;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.CommandResult;
import com.tokkatot.wire.StatusMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.UUID;

/**
 * Finishes commands by their devices' reports, in the transaction that takes the report. The first
 * answer counts; a repeat of it changes nothing.
 */
@ApplicationScoped
public class CommandFinisher {

  private static final List<String> COLUMN_TYPES =
      List.of("uuid", "text", "text", "text", "timestamptz");

  @Inject Sql sql;
  @Inject InstantSource time;

  private record Known(UUID deviceId, UUID farmId, CommandType type, CommandState state) {}

  void finish(@Observes StatusesObserved observed) {
    var ids = new TreeSet<UUID>();
    for (var status : observed.statuses()) {
      if (status.commandId() != null) {
        ids.add(status.commandId());
      }
    }
    if (ids.isEmpty()) {
      return;
    }
    var known = lock(ids);
    var now = time.instant();
    // By command: of two steps in one batch the later one is written.
    var changes = new HashMap<UUID, Object[]>();
    for (var status : observed.statuses()) {
      var command = status.commandId() == null ? null : known.get(status.commandId());
      var next = stateAfter(status);
      if (command == null
          || !command.deviceId.equals(status.deviceId())
          || !command.state.canBecome(next)) {
        continue;
      }
      known.put(
          status.commandId(), new Known(command.deviceId, command.farmId, command.type, next));
      // The note that it was sent comes a moment later; an answer before it proves it too.
      changes.put(
          status.commandId(),
          new Object[] {status.commandId(), next, status.result(), status.error(), now});
      observed
          .events()
          .add(
              CommandEvents.status(
                  command.farmId,
                  command.deviceId,
                  status.commandId(),
                  command.type,
                  next,
                  status.result(),
                  status.error(),
                  now));
    }
    store(List.copyOf(changes.values()));
  }

  private void store(List<Object[]> changes) {
    if (changes.isEmpty()) {
      return;
    }
    sql.update(
        """
        update command set state = ended.state, result = ended.result, error = ended.error,
          completed_at = ended.at, sent_at = coalesce(sent_at, ended.at)
        from unnest(?, ?, ?, ?, ?) as ended (id, state, result, error, at)
        where command.id = ended.id
        """,
        Sql.columns(COLUMN_TYPES, changes));
  }

  private Map<UUID, Known> lock(TreeSet<UUID> ids) {
    var known = new HashMap<UUID, Known>();
    sql.query(
            "select id, device_id, farm_id, coalesce(command_type, action) as type, state from command where id = any(?)"
                + " order by id for no key update",
            row ->
                Map.entry(
                    Sql.uuid(row, "id"),
                    new Known(
                        Sql.uuid(row, "device_id"),
                        Sql.uuid(row, "farm_id"),
                        Sql.word(row, "type", CommandType.class),
                        Sql.word(row, "state", CommandState.class))),
            ids)
        .forEach(entry -> known.put(entry.getKey(), entry.getValue()));
    return known;
  }

  private static CommandState stateAfter(StatusMessage status) {
    if (status.result() == CommandResult.COMPLETED) {
      return CommandState.COMPLETED;
    }
    return status.error() == StatusMessage.CommandError.EXPIRED
        ? CommandState.EXPIRED
        : CommandState.FAILED;
  }
}
