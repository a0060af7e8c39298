/**
 * Rules: what cloud and hub must decide alike, as pure functions of data and a given instant. No
 * I/O, no clock, no container. Source: schedules.md.
 *
 * <p>What cannot be kept is refused with an {@link com.tokkatot.rules.InvalidRule} that names its
 * field.
 */
package com.tokkatot.rules;
