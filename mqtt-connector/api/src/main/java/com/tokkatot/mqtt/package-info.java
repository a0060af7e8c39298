/**
 * MQTT as a bean sees it: messages come in batches inside a transaction, and go out through a
 * pooled connection. No type of a client library appears here, so beans outlive the library.
 *
 * <p>Door: {@link com.tokkatot.mqtt.MqttMessageListener} inwards, {@link
 * com.tokkatot.mqtt.MqttConnectionFactory} outwards. Needs the JDK only. Source:
 * mqtt-connector/DESIGN.md.
 */
package com.tokkatot.mqtt;
