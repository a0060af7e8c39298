package com.tokkatot.reading;

import java.util.List;

/**
 * Sensors have just measured something. Fired in the transaction that stores it.
 *
 * @param readings what was measured now; what a node kept and tells late is not among it
 */
public record ReadingsTaken(List<StoredReading> readings) {}
