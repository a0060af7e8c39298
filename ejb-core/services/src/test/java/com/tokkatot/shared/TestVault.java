package com.tokkatot.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Base64;

/** A vault with keys of its own, one for all tests of this module. */
public final class TestVault {

  private static final Vault VAULT = make();

  private TestVault() {}

  public static Vault vault() {
    return VAULT;
  }

  private static Vault make() {
    try {
      var folder = Files.createTempDirectory("vault");
      for (var name : new String[] {"1.key", "index.key"}) {
        var file = folder.resolve(name);
        Files.writeString(file, Base64.getEncoder().encodeToString(new byte[32]));
        file.toFile().deleteOnExit();
      }
      folder.toFile().deleteOnExit();
      return new Vault(folder, new SettableTime("2026-03-01T06:00:00Z"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
