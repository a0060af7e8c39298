package com.tokkatot.rules.alert;

/** How bad it is, mildest first. */
public enum Severity {
  INFO,
  WARNING,
  CRITICAL
}
