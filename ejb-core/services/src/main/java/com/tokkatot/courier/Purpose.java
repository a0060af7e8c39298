package com.tokkatot.courier;

/** What a message is for; each has its own words. */
public enum Purpose {
  /** Proves that a contact belongs to whom it was given by. */
  VERIFY,
  /** Lets somebody who forgot the password choose another. */
  RESET,
  /** Somebody signed up with a contact that has an account already; carries no code. */
  KNOWN,
  /** Lets a new member of staff choose a password and a second factor. */
  INVITED_STAFF
}
