package com.tokkatot.device;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Devices of one farm that people named together. */
public record DeviceGroup(
    UUID id, String name, List<UUID> deviceIds, Instant createdAt, Instant updatedAt) {

  GroupDetails details() {
    return new GroupDetails(name, deviceIds);
  }
}
