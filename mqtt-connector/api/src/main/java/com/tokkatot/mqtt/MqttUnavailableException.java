package com.tokkatot.mqtt;

/**
 * The broker did not acknowledge in time, or is not connected. The message may or may not have
 * arrived: send it again later, its receiver must bear repeats.
 */
public class MqttUnavailableException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public MqttUnavailableException(String message) {
    super(message);
  }

  public MqttUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
