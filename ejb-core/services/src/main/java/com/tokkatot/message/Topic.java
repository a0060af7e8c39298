package com.tokkatot.message;

/** What a message about the person's own account is about. Source: requirements.md 9. */
enum Topic {
  /** Somebody signed in from an address that is new for the account. */
  SIGN_IN_NEW_PLACE("message.signInNewPlace"),
  /** Wrong passwords have shut the door for a while. */
  SIGN_IN_REFUSED_OFTEN("message.signInRefusedOften");

  private final String messageKey;

  Topic(String messageKey) {
    this.messageKey = messageKey;
  }

  /** Which words say it; clients have them. */
  String messageKey() {
    return messageKey;
  }
}
