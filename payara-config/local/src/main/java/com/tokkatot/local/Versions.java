package com.tokkatot.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Properties;

/** Versions of what the stack runs, written by the build. */
record Versions(String tokkatot, String payara, String postgres, String hivemq, String s3proxy) {

  static Versions read() {
    try (var in = Versions.class.getResourceAsStream("versions.properties")) {
      var values = new Properties();
      values.load(in);
      return new Versions(
          values.getProperty("tokkatot"),
          values.getProperty("payara"),
          values.getProperty("postgres"),
          values.getProperty("hivemq"),
          values.getProperty("s3proxy"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
