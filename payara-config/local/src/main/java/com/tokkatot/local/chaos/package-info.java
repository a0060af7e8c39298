/**
 * Bad lines: a proxy that understands MQTT and stands between a program and its broker, where it
 * drops, doubles and delays messages by a seeded random while the connection stays up.
 *
 * <p>Door: {@link com.tokkatot.local.chaos.BadLines}, given to a stack with {@code
 * StackOptions.withLines}. For tests and benchmarks only; it needs the keys of both ends.
 */
package com.tokkatot.local.chaos;
