package com.tokkatot.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** Folders with keys for tokens. */
final class TestKeys {

  private TestKeys() {}

  static Path folder() {
    try {
      var folder = Files.createTempDirectory("jwt");
      write(folder, "2026-03-01");
      folder.toFile().deleteOnExit();
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static void write(Path folder, String id) {
    write(folder, id, 2048);
  }

  static void write(Path folder, String id, int bits) {
    try {
      var generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(bits);
      var key = generator.generateKeyPair().getPrivate().getEncoded();
      var file = folder.resolve(id + ".pem");
      Files.writeString(
          file,
          "-----BEGIN PRIVATE KEY-----\n"
              + Base64.getMimeEncoder().encodeToString(key)
              + "\n-----END PRIVATE KEY-----\n");
      file.toFile().deleteOnExit();
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
