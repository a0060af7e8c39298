package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;

/** Folders of keys that lie outside the database; made on the first start and never overwritten. */
final class KeyFolders {

  private static final int VAULT_KEY_BYTES = 32;

  private final Path folder;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param folder private folder that holds the folders of keys
   */
  KeyFolders(Path folder) {
    this.folder = folder;
  }

  /** Keys that seal personal data: {@code 1.key} and {@code index.key} at the least. */
  Path vault() throws IOException {
    var vault = PrivateFiles.directory(folder.resolve("vault"));
    for (var name : new String[] {"1.key", "index.key"}) {
      var file = vault.resolve(name);
      if (!Files.exists(file)) {
        var key = new byte[VAULT_KEY_BYTES];
        random.nextBytes(key);
        PrivateFiles.write(file, Base64.getEncoder().encodeToString(key) + "\n");
      }
    }
    return vault;
  }
}
