package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;

/**
 * Folders of keys that lie outside the database; made on the first start and never overwritten. A
 * new key is a new file: the newest seals or signs, all of them open or verify.
 */
final class KeyFolders {

  private static final int VAULT_KEY_BYTES = 32;
  private static final int RSA_BITS = 2048;
  private static final String VAULT_KEY = ".key";
  private static final String INDEX = "index" + VAULT_KEY;
  private static final String TOKEN_KEY = ".pem";

  /** Key ids that sort by age, because the newest by name signs. */
  private static final DateTimeFormatter KEY_ID =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

  private final Path folder;
  private final InstantSource time;
  private final SecureRandom random = new SecureRandom();

  /**
   * @param folder private folder that holds the folders of keys
   */
  KeyFolders(Path folder, InstantSource time) {
    this.folder = folder;
    this.time = time;
  }

  /** Keys that seal personal data: {@code 1.key} and {@code index.key} at the least. */
  Path vault() throws IOException {
    var vault = PrivateFiles.directory(folder.resolve("vault"));
    for (var name : new String[] {"1" + VAULT_KEY, INDEX}) {
      if (!Files.exists(vault.resolve(name))) {
        writeVaultKey(vault.resolve(name));
      }
    }
    return vault;
  }

  /** Keys that sign access tokens: {@code <kid>.pem}, RSA, PKCS8; one at the least. */
  Path tokens() throws IOException, GeneralSecurityException {
    var tokens = PrivateFiles.directory(folder.resolve("jwt"));
    if (names(tokens, TOKEN_KEY).isEmpty()) {
      addTokenKey();
    }
    return tokens;
  }

  /** Who may sign firmware: {@code <name>.pem}, public P-256 keys; one at the least. */
  Path firmware() throws IOException, GeneralSecurityException {
    var firmware = PrivateFiles.directory(folder.resolve("firmware"));
    var trusted = firmware.resolve("local" + TOKEN_KEY);
    // Written last, so it being there means that the private half is too.
    if (!Files.exists(trusted)) {
      var generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      PrivateFiles.write(firmwareSigner(), Certificates.pem(pair.getPrivate()));
      PrivateFiles.write(trusted, Certificates.pem(pair.getPublic()));
    }
    return firmware;
  }

  /** The private half of the one in {@link #firmware}, PKCS8; where firmware is made, it lies. */
  Path firmwareSigner() {
    return folder.resolve("firmware-signer.key");
  }

  /** The key that signs now. */
  Path newestTokenKey() throws IOException, GeneralSecurityException {
    var tokens = tokens();
    var names = names(tokens, TOKEN_KEY);
    return tokens.resolve(names.get(names.size() - 1));
  }

  /** Adds a key that seals from now on; the others still open. */
  Path addVaultKey() throws IOException {
    var vault = vault();
    var newest =
        names(vault, VAULT_KEY).stream()
            .filter(name -> !name.equals(INDEX))
            .mapToInt(name -> Integer.parseInt(name.substring(0, name.indexOf('.'))))
            .max()
            .orElse(0);
    var file = vault.resolve(newest + 1 + VAULT_KEY);
    writeVaultKey(file);
    return file;
  }

  /** Adds a key that signs from now on; what the others signed stays valid. */
  Path addTokenKey() throws IOException, GeneralSecurityException {
    var file = folder.resolve("jwt").resolve(KEY_ID.format(time.instant()) + TOKEN_KEY);
    var generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(RSA_BITS);
    PrivateFiles.write(file, Certificates.pem(generator.generateKeyPair().getPrivate()));
    return file;
  }

  private void writeVaultKey(Path file) throws IOException {
    var key = new byte[VAULT_KEY_BYTES];
    random.nextBytes(key);
    PrivateFiles.write(file, Base64.getEncoder().encodeToString(key) + "\n");
  }

  private static List<String> names(Path folder, String suffix) throws IOException {
    try (var files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .filter(name -> name.endsWith(suffix))
          .sorted()
          .toList();
    }
  }
}
