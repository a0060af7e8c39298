package com.tokkatot.local;

import java.nio.file.Path;

/** What a client of the cloud's broker shows and whom it trusts, as PKCS12 files. */
public record ClientKeys(
    Path keyStore, String keyStorePassword, Path trustStore, String trustStorePassword) {

  /** Keeps the passwords out of logs. */
  @Override
  public String toString() {
    return "ClientKeys[" + keyStore + "]";
  }
}
