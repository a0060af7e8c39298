/**
 * Alert: when a reading calls for people, and when all is well again; the same on cloud and hub.
 *
 * <p>Door: {@link com.tokkatot.rules.alert.AlertRule} says what is watched, {@link
 * com.tokkatot.rules.alert.Watch} how it stands, {@link com.tokkatot.rules.alert.Chosen} which
 * rules count for a device. Source: requirements.md 9; decisions.md D12.
 */
package com.tokkatot.rules.alert;
