package com.tokkatot.farm;

import java.util.UUID;

/** A caller in one farm of theirs. */
public record Member(UUID farmId, UUID accountId, Role role) {}
