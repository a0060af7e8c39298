package com.tokkatot.courier;

/** The other side works, and will not take this message: there is no such mailbox or number. */
public class Refused extends Undelivered {

  private static final long serialVersionUID = 1L;

  Refused(String reason) {
    super(reason);
  }

  Refused(String reason, Throwable cause) {
    super(reason, cause);
  }
}
