package com.tokkatot.local;

/**
 * The stack could not be started or used; the message is for the person at the keyboard and says
 * what to do.
 */
public final class StackFailed extends RuntimeException {

  public StackFailed(String message) {
    super(message);
  }

  public StackFailed(String message, Throwable cause) {
    super(message, cause);
  }
}
