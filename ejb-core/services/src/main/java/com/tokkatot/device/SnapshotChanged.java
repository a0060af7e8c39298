package com.tokkatot.device;

import java.util.UUID;

/** A farm's hub has something new to fetch. */
public record SnapshotChanged(UUID farmId, long version) {}
