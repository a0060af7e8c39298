package com.tokkatot.device;

import com.tokkatot.wire.DeviceState;
import com.tokkatot.wire.StatusMessage;
import java.time.Instant;
import java.util.UUID;

/**
 * One pump, fan or sensor with what it last said of itself.
 *
 * @param type how it is wired: gpio, relay, pwm, adc, servo or sensor
 * @param isOnline whether both its node and its hub are
 * @param value 0 to 100, or null
 * @param stateAt when it became so, or null if it never spoke
 * @param offAt when it will switch off by itself, or null
 * @param manualUntil until when a person's order keeps schedules away; past or null: none does
 * @param channel which output or input of its board, or null
 * @param location where it stands, in people's words, or null
 * @param isStopped whether an emergency stop holds it
 * @param board its board: who it is, what it is and runs, and when it was last known alive
 */
public record Device(
    UUID id,
    UUID farmId,
    UUID coopId,
    String coopName,
    UUID nodeId,
    String name,
    DeviceKind kind,
    String type,
    boolean isOnline,
    DeviceState state,
    Double value,
    Instant stateAt,
    StatusMessage.Trigger triggeredBy,
    Instant offAt,
    Instant manualUntil,
    Integer channel,
    String location,
    boolean isStopped,
    Board board,
    Instant createdAt,
    Instant updatedAt) {

  /**
   * The board a device is wired to.
   *
   * @param hardwareId printed on it
   * @param model which profile it is
   * @param firmwareVersion what it runs by its own account, or null if it never spoke
   * @param lastHeardAt when its hub last said it was alive, or noticed that it was not; or null
   */
  public record Board(
      String hardwareId, String model, String firmwareVersion, Instant lastHeardAt) {}
}
