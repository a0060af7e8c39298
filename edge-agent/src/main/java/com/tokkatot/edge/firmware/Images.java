package com.tokkatot.edge.firmware;

import com.tokkatot.wire.FirmwareHeader;
import com.tokkatot.wire.FirmwareOffer;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Images on the hub's card, named by the hash that their header promises. What lies under its full
 * name is whole and was checked; what is still coming ends in {@code .part} and goes on after a
 * restart.
 */
final class Images {

  /** More than a node's slot holds. */
  private static final long MOST_BYTES = 4 << 20;

  private static final int BLOCK = 16 << 10;

  private final Path directory;
  private final ImageSource source;

  Images(Path directory, ImageSource source) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.source = source;
  }

  /** A whole image. */
  Optional<Path> find(String sha256) {
    return Optional.of(directory.resolve(sha256)).filter(Files::isRegularFile);
  }

  /**
   * Makes sure that the image is here. Blocks.
   *
   * @return empty when it is; else a word of WIRE.md 3.11 why it will never be
   * @throws IOException if it should be tried again
   */
  Optional<String> fetch(FirmwareOffer offer) throws IOException {
    var sha256 = FirmwareHeader.read(offer.header()).sha256();
    if (find(sha256).isPresent()) {
      return Optional.empty();
    }
    if (offer.size() > MOST_BYTES) {
      return Optional.of("size");
    }
    var part = directory.resolve(sha256 + ".part");
    try {
      append(part, offer);
    } catch (FileNotFoundException e) {
      return Optional.of("download");
    }
    if (!isWhole(part, offer, sha256)) {
      Files.delete(part);
      return Optional.of("sha256");
    }
    Files.move(part, directory.resolve(sha256), StandardCopyOption.ATOMIC_MOVE);
    return Optional.empty();
  }

  /** Removes what nobody waits for. */
  void keepOnly(Set<String> wanted) throws IOException {
    try (var files = Files.newDirectoryStream(directory)) {
      for (var file : files) {
        if (!wanted.contains(file.getFileName().toString().replace(".part", ""))) {
          Files.delete(file);
        }
      }
    }
  }

  private void append(Path part, FirmwareOffer offer) throws IOException {
    var had = Files.exists(part) ? Files.size(part) : 0;
    if (had >= offer.size()) {
      return;
    }
    try (var in = source.open(URI.create(offer.url()), had);
        var out =
            Files.newOutputStream(part, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      var block = new byte[BLOCK];
      var left = offer.size() - had;
      int n;
      // One byte more than was promised is looked for: a longer file is not the one on offer.
      while ((n = in.read(block)) > 0) {
        out.write(block, 0, (int) Math.min(n, left + 1));
        left -= Math.min(n, left + 1);
        if (left < 0) {
          return;
        }
      }
      if (left > 0) {
        throw new IOException("broken off, " + left + " bytes are missing");
      }
    }
    force(part);
  }

  private static void force(Path file) throws IOException {
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }

  private static boolean isWhole(Path part, FirmwareOffer offer, String sha256) throws IOException {
    try (var in = Files.newInputStream(part)) {
      var header = in.readNBytes(FirmwareHeader.LENGTH);
      return Files.size(part) == offer.size()
          && Arrays.equals(header, Base64.getDecoder().decode(offer.header()))
          && sha256.equals(hash(in));
    }
  }

  private static String hash(InputStream in) throws IOException {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      var block = new byte[BLOCK];
      int n;
      while ((n = in.read(block)) > 0) {
        digest.update(block, 0, n);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }
}
