package com.tokkatot.device;

/**
 * A wish for one parameter.
 *
 * @param unit as the parameter's, or null when it is not said
 */
public record Setting(String name, double value, String unit) {}
