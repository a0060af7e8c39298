package com.tokkatot.firmware;

/** Which failed tries speak against an image. */
final class Failures {

  /**
   * A condition on {@code firmware_update}. A node that is away, late or busy says nothing about
   * the image; {@code silent} is our own word for one that never answered.
   */
  static final String COUNTED =
      "firmware_update.state in ('failed', 'rolled_back')"
          + " and firmware_update.reason not in ('window', 'silent', 'busy', 'replaced')";

  private Failures() {}
}
