package com.tokkatot.overview;

import java.time.Instant;
import java.util.UUID;

/** A device's newest order and what became of it. */
record LastCommand(UUID deviceId, String state, Instant issuedAt) {}
