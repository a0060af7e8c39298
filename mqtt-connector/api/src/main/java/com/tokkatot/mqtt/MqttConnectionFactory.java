package com.tokkatot.mqtt;

/**
 * Looked up as {@code java:app/mqtt/connections}.
 *
 * <pre>{@code
 * try (var connection = connections.getConnection()) {
 *   connection.publish(message);
 * }
 * }</pre>
 */
public interface MqttConnectionFactory {

  /**
   * Never waits for the broker; publishing tells whether it is there.
   *
   * @throws MqttUnavailableException if the pool has no connection to give
   */
  MqttConnection getConnection();
}
