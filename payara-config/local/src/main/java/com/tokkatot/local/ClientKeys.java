package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

/** What a client of the cloud's broker shows and whom it trusts, as PKCS12 files. */
public record ClientKeys(
    Path keyStore, String keyStorePassword, Path trustStore, String trustStorePassword) {

  /** What it shows, ready for TLS. */
  public KeyManagerFactory keyManagers() throws IOException, GeneralSecurityException {
    var own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    own.init(load(keyStore, keyStorePassword), keyStorePassword.toCharArray());
    return own;
  }

  /** Whom it trusts, ready for TLS. */
  public TrustManagerFactory trustManagers() throws IOException, GeneralSecurityException {
    var trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trusted.init(load(trustStore, trustStorePassword));
    return trusted;
  }

  private static KeyStore load(Path file, String password)
      throws IOException, GeneralSecurityException {
    var store = KeyStore.getInstance("PKCS12");
    try (var in = Files.newInputStream(file)) {
      store.load(in, password.toCharArray());
    }
    return store;
  }

  /** Keeps the passwords out of logs. */
  @Override
  public String toString() {
    return "ClientKeys[" + keyStore + "]";
  }
}
