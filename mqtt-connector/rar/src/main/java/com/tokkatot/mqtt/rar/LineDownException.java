package com.tokkatot.mqtt.rar;

/** The connection to the broker is not there, or not any more. */
final class LineDownException extends Exception {

  private static final long serialVersionUID = 1L;

  LineDownException(String message, Throwable cause) {
    super(message, cause);
  }
}
