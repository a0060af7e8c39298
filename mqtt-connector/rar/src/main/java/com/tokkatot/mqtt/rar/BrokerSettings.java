package com.tokkatot.mqtt.rar;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;

/**
 * Where the broker is and as whom we come. There is no setting for a line without TLS.
 *
 * @param keystore PKCS12 with our key and certificate
 * @param truststore PKCS12 with the authorities that may sign the broker
 * @param nodeName part of every client id, so that two nodes never take each other's sessions
 */
record BrokerSettings(
    String host,
    int port,
    Path keystore,
    String keystorePassword,
    Path truststore,
    String truststorePassword,
    String nodeName) {

  /**
   * @param properties system properties by name, null when absent
   * @param environment environment by name ({@code tokkatot.mqtt.host} is {@code
   *     TOKKATOT_MQTT_HOST}), null when absent
   * @throws IllegalArgumentException naming the setting that is missing or wrong
   */
  static BrokerSettings from(
      MqttResourceAdapter adapter,
      UnaryOperator<String> properties,
      UnaryOperator<String> environment) {
    var lookup = new Lookup(properties, environment);
    return new BrokerSettings(
        lookup.text(adapter.getHost(), "tokkatot.mqtt.host"),
        lookup.port(adapter.getPort(), "tokkatot.mqtt.port"),
        lookup.file(adapter.getKeystore(), "tokkatot.mqtt.keystore"),
        lookup.text(adapter.getKeystorePassword(), "tokkatot.mqtt.keystore.password"),
        lookup.file(adapter.getTruststore(), "tokkatot.mqtt.truststore"),
        lookup.text(adapter.getTruststorePassword(), "tokkatot.mqtt.truststore.password"),
        lookup.text(adapter.getNodeName(), "tokkatot.node.name"));
  }

  @Override
  public String toString() {
    return host + ":" + port + " as " + nodeName; // never the passwords
  }

  private record Lookup(UnaryOperator<String> properties, UnaryOperator<String> environment) {

    String text(String configured, String name) {
      if (configured != null && !configured.isBlank()) {
        return configured;
      }
      var value = properties.apply(name);
      if (value == null) {
        value = environment.apply(name.toUpperCase(Locale.ROOT).replace('.', '_'));
      }
      if (value == null || value.isBlank()) {
        throw new IllegalArgumentException(name + " is not set");
      }
      return value;
    }

    int port(Integer configured, String name) {
      var text = text(configured == null ? null : configured.toString(), name);
      try {
        var port = Integer.parseInt(text);
        if (port > 0 && port < 65536) {
          return port;
        }
      } catch (NumberFormatException e) {
        // said below
      }
      throw new IllegalArgumentException(name + " is not a port: " + text);
    }

    Path file(String configured, String name) {
      var file = Path.of(text(configured, name));
      if (!Files.isReadable(file)) {
        throw new IllegalArgumentException(name + " cannot be read: " + file);
      }
      return file;
    }
  }
}
