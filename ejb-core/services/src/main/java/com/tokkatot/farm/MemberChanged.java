package com.tokkatot.farm;

import java.util.UUID;

/**
 * Somebody may do less on a farm than before, or nothing. Fired in the transaction.
 *
 * @param accountId null: nobody may any more, for the farm is gone
 */
public record MemberChanged(UUID farmId, UUID accountId) {}
