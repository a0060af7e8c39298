package com.tokkatot.edge.command;

import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.wire.CommandMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The commands that nodes have not answered, and when each was last sent. In memory only: the
 * journal has the commands themselves, and sending one again is harmless.
 */
final class Forwarding {

  /** A node answers in well under a second; more often would only help a deaf one. */
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(3);

  /** The urgent first, then the older. */
  private static final Comparator<Open> ORDER =
      Comparator.comparing((Open one) -> one.command().priority())
          .thenComparing(one -> one.command().issuedAt());

  private record Open(UUID device, CommandMessage command, Instant sentAt, boolean superseded) {

    Open supersededBy(UUID newerDevice, CommandMessage newer) {
      var older = device.equals(newerDevice) && command.issuedAt().isBefore(newer.issuedAt());
      return older ? new Open(device, command, sentAt, true) : this;
    }
  }

  private final Journal journal;
  private final CommandMemory memory;
  private final FarmSender farm;
  private final InstantSource time;
  private final Map<UUID, Open> open = new ConcurrentHashMap<>();
  // Ids that may be with the farm's broker, whether it said so or not: if such a command ran is not
  // for us to say.
  private final Map<UUID, Boolean> taken = new ConcurrentHashMap<>();

  Forwarding(Journal journal, CommandMemory memory, FarmSender farm, InstantSource time) {
    this.journal = journal;
    this.memory = memory;
    this.farm = farm;
    this.time = time;
  }

  /** A new order: from here on an older one of the same device is only asked after. */
  void forward(UUID device, CommandMessage command) {
    open.replaceAll((id, one) -> one.supersededBy(device, command));
    forward(device, command, false);
  }

  private void forward(UUID device, CommandMessage command, boolean superseded) {
    var now = time.instant();
    if (command.expiredAt(now)) {
      return;
    }
    var id = command.commandId();
    open.put(id, new Open(device, command, now, superseded));
    var sending =
        farm.send(
            device, superseded ? command.asQuestion() : command.forNode(command.action(), now));
    if (sending.isCompletedExceptionally()) {
      return; // the broker is away: it certainly did not leave
    }
    if (taken.put(id, true) == null) {
      journal.later(
          store -> {
            memory.forwarded(store, id, time.instant());
            return Step.NOTHING;
          });
    }
  }

  /** Like {@link #forward}, for one that the journal has held since before. */
  void forwardAgain(KnownCommand known) {
    if (known.forwarded()) {
      taken.put(known.command().commandId(), true);
    }
    forward(known.device(), known.command(), known.superseded());
  }

  /** From here on what is open is only asked after, never run: an emergency stop came between. */
  void supersedeAll() {
    open.replaceAll((id, one) -> new Open(one.device(), one.command(), one.sentAt(), true));
  }

  void answered(UUID commandId) {
    open.remove(commandId);
    taken.remove(commandId);
  }

  boolean idle() {
    return open.isEmpty();
  }

  void forwardDue() {
    var due = time.instant().minus(AGAIN_AFTER);
    for (var one : open.values().stream().sorted(ORDER).toList()) {
      if (one.command().expiredAt(time.instant())) {
        answered(one.command().commandId()); // the cloud has given it up long ago
      } else if (!one.sentAt().isAfter(due)) {
        forward(one.device(), one.command(), one.superseded());
      }
    }
  }

  /** Those that grew too old without ever leaving the hub. */
  List<KnownCommand> diedUnsent() {
    var now = time.instant();
    return open.values().stream()
        .filter(one -> one.command().expiredAt(now))
        .filter(one -> !taken.containsKey(one.command().commandId()))
        .map(one -> new KnownCommand(one.device(), one.command(), false, one.superseded(), null))
        .toList();
  }

  void forget(List<KnownCommand> commands) {
    commands.forEach(known -> answered(known.command().commandId()));
  }
}
