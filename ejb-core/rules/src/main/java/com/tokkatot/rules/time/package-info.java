/**
 * Time: when something is due on a farm's clock, whatever that clock does. Source: schedules.md,
 * "Time".
 */
package com.tokkatot.rules.time;
