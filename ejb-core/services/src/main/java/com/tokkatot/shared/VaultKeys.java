package com.tokkatot.shared;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The vault's keys as they lie in their folder. */
final class VaultKeys {

  private static final int KEY_BYTES = 32;
  private static final String SUFFIX = ".key";
  private static final String INDEX = "index";

  private final NavigableMap<Integer, byte[]> sealing = new TreeMap<>();
  private byte[] index;

  private VaultKeys() {}

  /**
   * @throws IllegalStateException naming the file that is missing or wrong
   */
  static VaultKeys read(Path folder) {
    var keys = new VaultKeys();
    try (var files = Files.newDirectoryStream(folder, "*" + SUFFIX)) {
      for (var file : files) {
        keys.add(file);
      }
    } catch (IOException e) {
      throw new IllegalStateException("tokkatot.vault.keys is not a readable folder: " + folder, e);
    }
    if (keys.sealing.isEmpty() || keys.index == null) {
      throw new IllegalStateException(
          "tokkatot.vault.keys needs a file 1.key and a file index.key: " + folder);
    }
    return keys;
  }

  private void add(Path file) throws IOException {
    var name = file.getFileName().toString();
    var key = name.substring(0, name.length() - SUFFIX.length());
    try {
      var bytes = Base64.getDecoder().decode(Files.readString(file).strip());
      if (bytes.length != KEY_BYTES) {
        throw new IllegalArgumentException("has " + bytes.length + " bytes");
      }
      if (key.equals(INDEX)) {
        index = bytes;
      } else {
        sealing.put(Integer.valueOf(key), bytes);
      }
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          file + " must be <number>.key or index.key with 32 bytes in base64", e);
    }
  }

  int newest() {
    return sealing.lastKey();
  }

  byte[] get(int number) {
    var key = sealing.get(number);
    if (key == null) {
      throw new IllegalStateException("key " + number + " is not in the folder");
    }
    return key;
  }

  byte[] index() {
    return index;
  }
}
