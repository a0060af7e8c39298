package com.tokkatot.firmware;

import com.tokkatot.audit.Origin;
import com.tokkatot.device.Devices;
import com.tokkatot.farm.Member;
import com.tokkatot.shared.Conflict;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Firmware of the board that carries one device, and its update. Permissions have been checked at
 * the door. Source: requirements.md 2.5, D8 and D9.
 */
@Stateless
public class DeviceFirmware {

  private static final List<Long> AT_ONCE = List.of(100L);

  @Inject Sql sql;
  @EJB Devices devices;
  @EJB ReleaseRows releases;
  @EJB Rollouts rollouts;

  /**
   * Which firmware a device's board runs.
   *
   * @param currentVersion by the board's own account, or null if it never spoke
   * @param availableVersion the newest one for this board, or null if there is none newer
   * @param updateStatus idle, scheduled, downloading, installing, success, failed or rolled_back
   * @param lastChecked when the board was last heard of
   */
  public record View(
      UUID deviceId,
      String currentVersion,
      String availableVersion,
      boolean updateAvailable,
      String releaseNotes,
      String updateStatus,
      Instant lastChecked) {}

  /**
   * An update that is planned.
   *
   * @param updateId the rollout of this one board
   */
  public record Planned(
      UUID updateId, UUID deviceId, String targetVersion, String status, Instant scheduledAt) {}

  /**
   * @throws NotFound if the device is not on the farm ({@code DEVICE_NOT_FOUND})
   */
  public View of(UUID farmId, UUID deviceId) {
    var device = devices.in(farmId, deviceId);
    var board = device.board();
    var current = Version.of(board.firmwareVersion());
    var newer =
        releases
            .newest(board.model())
            .filter(
                release ->
                    current
                        .map(
                            runs -> runs.compareTo(Version.of(release.version()).orElseThrow()) < 0)
                        .orElse(true));
    return new View(
        deviceId,
        board.firmwareVersion(),
        newer.map(ReleaseView::version).orElse(null),
        newer.isPresent(),
        newer.map(ReleaseView::releaseNotes).orElse(null),
        status(device.nodeId()),
        board.lastHeardAt());
  }

  /**
   * Plans an update of one board.
   *
   * @param at not earlier; null: at once
   * @throws NotFound if the device is not on the farm ({@code DEVICE_NOT_FOUND})
   * @throws Invalid naming {@code target_version} if there is none for this board, or it is not
   *     newer than what runs
   * @throws Conflict if another update is under way ({@code UPDATE_UNDER_WAY})
   */
  public Planned update(
      Member member, UUID deviceId, String targetVersion, Instant at, Origin origin) {
    var device = devices.in(member.farmId(), deviceId);
    var board = device.board();
    var release =
        releases
            .of(board.model(), targetVersion)
            .orElseThrow(() -> new Invalid("target_version", "is not published for this board"));
    var runs = Version.of(board.firmwareVersion());
    var wanted = Version.of(release.version()).orElseThrow();
    if (runs.isPresent() && runs.get().compareTo(wanted) >= 0) {
      throw new Invalid("target_version", "is not newer than " + board.firmwareVersion());
    }
    var request =
        new RolloutRequest(
            release.releaseId(),
            null,
            List.of(),
            List.of(device.nodeId()),
            AT_ONCE,
            0,
            false,
            at,
            null,
            null);
    var made = rollouts.create(member.accountId(), request, origin);
    return new Planned(made.rolloutId(), deviceId, targetVersion, "scheduled", at);
  }

  private String status(UUID nodeId) {
    return sql
        .query(
            TargetView.SELECT
                + " join firmware_rollout rollout on rollout.id = target.rollout_id"
                + " where target.node_id = ? order by rollout.created_at desc limit 1",
            TargetView::read,
            nodeId)
        .stream()
        .findFirst()
        .map(DeviceFirmware::word)
        .orElse("idle");
  }

  private static String word(TargetView target) {
    if (target.state().equals("waiting")) {
      return "scheduled";
    }
    if (target.updateState() == null) {
      return "idle";
    }
    return switch (target.updateState()) {
      case "offered" -> target.state().equals("cancelled") ? "idle" : "scheduled";
      case "verifying", "rebooting", "confirming" -> "installing";
      case "succeeded" -> "success";
      default -> target.updateState();
    };
  }
}
