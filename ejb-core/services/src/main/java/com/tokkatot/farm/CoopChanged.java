package com.tokkatot.farm;

import java.util.UUID;

/**
 * A coop holds other birds or is used for something else, or is gone: its devices and boards then
 * stand in none. Fired in the transaction.
 */
public record CoopChanged(UUID farmId, UUID coopId) {}
