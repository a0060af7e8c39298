/**
 * The resource adapter: it moves bytes and topics between a broker and beans, and has never heard
 * of a farm.
 *
 * <p>Inbound, {@link com.tokkatot.mqtt.rar.Activation} holds one connection for one bean and {@link
 * com.tokkatot.mqtt.rar.Delivery} acknowledges only what the container has proven to commit.
 * Outbound, all pooled handles of a node share one {@link com.tokkatot.mqtt.rar.Publisher}. Every
 * client is made by {@link com.tokkatot.mqtt.rar.SecureClients}, so nothing leaves in plain text.
 *
 * <p>Needs Jakarta Connectors and the HiveMQ client. Must not know {@code com.tokkatot.wire} or the
 * services. Source: mqtt-connector/DESIGN.md.
 */
package com.tokkatot.mqtt.rar;
