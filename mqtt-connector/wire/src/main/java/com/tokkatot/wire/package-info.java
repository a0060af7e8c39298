/**
 * Wire: every message that crosses MQTT between cloud, hub and node, and the topics it travels on.
 *
 * <p>The topic says which record to read, so there is no type field. Readers ignore unknown fields
 * and name the first field that is missing or wrong. Golden samples lie in {@code samples/}; the C
 * and TypeScript tests read the same files.
 *
 * <p>Door: the records and {@link com.tokkatot.wire.Topics}. Needs JSON-P. Must not know CDI, JPA,
 * EJB or an MQTT client. Source: WIRE.md.
 */
package com.tokkatot.wire;
