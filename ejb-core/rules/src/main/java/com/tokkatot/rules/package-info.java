/**
 * Rules: what cloud and hub must decide alike, as pure functions of data and a given instant.
 *
 * <p>Schedules, conditions, limits and climate curves will live here. No I/O, no clock, no
 * container. Source: schedules.md.
 */
package com.tokkatot.rules;
