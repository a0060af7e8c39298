package com.tokkatot.reading;

import java.util.List;

/**
 * Readings are stored. Fired in the transaction that does it; whoever observes after it knows that
 * they are.
 *
 * @param readings all of them, or the newest of each metric
 * @param isAll false: there may have been others, late ones too
 */
public record ReadingsStored(List<StoredReading> readings, boolean isAll) {}
