package com.tokkatot.courier;

/** How a message travels. */
public enum Channel {
  EMAIL,
  SMS
}
