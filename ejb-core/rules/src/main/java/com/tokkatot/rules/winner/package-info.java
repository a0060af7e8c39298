/**
 * Who wins over a device: one table for cloud and hub. Source: schedules.md, "Who wins".
 *
 * <p>Door: {@link com.tokkatot.rules.winner.Claim}.
 */
package com.tokkatot.rules.winner;
