/**
 * Bad lines: a proxy that understands MQTT and stands between a program and its broker, where it
 * drops, doubles and delays messages by a seeded random while the connection stays up.
 *
 * <p>And slow lines: one that is only thin, long and sometimes cut, between the farms and the
 * cloud.
 *
 * <p>Doors: {@link com.tokkatot.local.chaos.BadLines}, which needs the keys of both ends, and
 * {@link com.tokkatot.local.chaos.SlowLines}, given to a stack with {@code StackOptions.withLines}.
 * For tests and benchmarks only.
 */
package com.tokkatot.local.chaos;
