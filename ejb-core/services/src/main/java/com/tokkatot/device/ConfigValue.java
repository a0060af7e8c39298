package com.tokkatot.device;

import java.time.Instant;

/**
 * What somebody set a parameter to.
 *
 * @param name the parameter's word
 * @param value in the parameter's unit
 * @param calibratedAt when it was calibrated, or null
 */
public record ConfigValue(String name, double value, Instant calibratedAt) {}
