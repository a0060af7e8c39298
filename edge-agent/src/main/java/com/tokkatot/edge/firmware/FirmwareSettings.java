package com.tokkatot.edge.firmware;

import java.nio.file.Path;

/**
 * Where nodes fetch firmware.
 *
 * @param host name or address on the farm's network, as the certificate has it
 * @param keystore PKCS12 with the server's key and certificate, of the farm's authority
 * @param truststore PKCS12 with the authorities that may sign a node
 */
public record FirmwareSettings(
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
