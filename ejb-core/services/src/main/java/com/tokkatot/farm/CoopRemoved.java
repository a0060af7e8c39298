package com.tokkatot.farm;

import java.util.UUID;

/** A coop is gone: its devices and boards stand in none now. Fired in the transaction. */
public record CoopRemoved(UUID farmId, UUID coopId) {}
