package com.tokkatot.edge.link;

import java.nio.file.Path;

/**
 * Where a broker is and as whom we come.
 *
 * @param keystore PKCS12 with our key and certificate
 * @param truststore PKCS12 with the authorities that may sign the broker
 */
public record LinkSettings(
    String host,
    int port,
    Path keystore,
    String keystorePassword,
    Path truststore,
    String truststorePassword) {

  @Override
  public String toString() {
    return host + ":" + port; // never the passwords
  }
}
