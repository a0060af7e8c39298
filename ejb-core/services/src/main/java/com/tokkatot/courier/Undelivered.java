package com.tokkatot.courier;

/** A message did not go out. The reason is for the log: it names neither person nor code. */
public class Undelivered extends Exception {

  private static final long serialVersionUID = 1L;

  Undelivered(String reason) {
    super(reason);
  }

  Undelivered(String reason, Throwable cause) {
    // Of the cause only its kind: its own words often repeat address or text.
    super(reason + " (" + cause.getClass().getSimpleName() + ")");
  }
}
