package com.tokkatot.stop;

import java.util.UUID;

/**
 * What pressing the button in the app did.
 *
 * @param stoppedDevices how many devices move or heat and are stopped by it
 * @param message for developers; never shown to a farmer
 */
public record AskedStop(UUID stopId, int stoppedDevices, String message) {}
