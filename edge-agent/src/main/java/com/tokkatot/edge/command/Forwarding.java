package com.tokkatot.edge.command;

import com.tokkatot.wire.CommandMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The commands that are under way to nodes, and when each was last sent. In memory only: the
 * journal has the commands themselves, and sending one again is harmless.
 */
final class Forwarding {

  /**
   * A node answers in well under a second. What it has not answered holds back what waits for it,
   * so a lost answer is asked for soon; few commands are under way, so a deaf node costs little.
   */
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(1);

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

  private final FarmSender farm;
  private final InstantSource time;
  private final Consumer<UUID> stayed;
  private final Map<UUID, Open> open = new ConcurrentHashMap<>();

  /**
   * @param stayed hears of a command that was sent for the first time and certainly did not leave
   */
  Forwarding(FarmSender farm, InstantSource time, Consumer<UUID> stayed) {
    this.farm = farm;
    this.time = time;
    this.stayed = stayed;
  }

  /** A new order: from here on an older one of the same device is only asked after. */
  void supersede(UUID device, CommandMessage newer) {
    open.replaceAll((id, one) -> one.supersededBy(device, newer));
  }

  /** Sends what has just been let go. */
  void forward(KnownCommand released) {
    var command = released.command();
    if (!sent(released.device(), command, released.superseded())) {
      open.remove(command.commandId());
      stayed.accept(command.commandId());
    }
  }

  /** Like {@link #forward}, for one that was let go before. What was only asked after stays so. */
  void forwardAgain(KnownCommand known) {
    var before = open.get(known.command().commandId());
    var superseded = known.superseded() || (before != null && before.superseded());
    sent(known.device(), known.command(), superseded);
  }

  /** False: the farm's broker is away, and it certainly did not leave. */
  private boolean sent(UUID device, CommandMessage command, boolean superseded) {
    var now = time.instant();
    if (command.expiredAt(now)) {
      return true; // let go and too late at once: nobody tries again
    }
    open.put(command.commandId(), new Open(device, command, now, superseded));
    return !farm.send(
            device, superseded ? command.asQuestion() : command.forNode(command.action(), now))
        .isCompletedExceptionally();
  }

  /** From here on what is open is only asked after, never run: an emergency stop came between. */
  void supersedeAll() {
    open.replaceAll((id, one) -> new Open(one.device(), one.command(), one.sentAt(), true));
  }

  void answered(UUID commandId) {
    open.remove(commandId);
  }

  boolean idle() {
    return open.isEmpty();
  }

  void forwardDue() {
    var now = time.instant();
    for (var one : open.values().stream().sorted(ORDER).toList()) {
      if (one.command().expiredAt(now)) {
        answered(one.command().commandId()); // only the node knows; the cloud gives it up itself
      } else if (!one.sentAt().isAfter(now.minus(AGAIN_AFTER))) {
        sent(one.device(), one.command(), one.superseded());
      }
    }
  }
}
