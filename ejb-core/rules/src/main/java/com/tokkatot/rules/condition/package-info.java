/**
 * Conditions: whether what sensors read calls for something, without flapping and without believing
 * old readings. Source: schedules.md, "Kinds of schedule".
 *
 * <p>Door: {@link com.tokkatot.rules.condition.Condition}.
 */
package com.tokkatot.rules.condition;
