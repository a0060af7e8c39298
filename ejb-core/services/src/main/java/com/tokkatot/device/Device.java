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
    Instant offAt) {}
