package com.tokkatot.device;

import com.tokkatot.wire.DigestMessage;
import java.util.UUID;

/** A hub said how its farm is; heard in the transaction that took it. */
public record DigestHeard(UUID farmId, DigestMessage digest) {}
