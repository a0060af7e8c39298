package com.tokkatot.local;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.compressors.xz.XZCompressorInputStream;

/**
 * PostgreSQL's programs, unpacked from the archive on the class path into the cache, once a
 * version.
 */
final class PostgresBinaries {

  private PostgresBinaries() {}

  /** The folder with {@code bin/postgres} in it. */
  static Path unpacked(Path cache, String version) throws IOException {
    var home = cache.resolve("postgres-" + version);
    if (Files.exists(home)) {
      return home;
    }
    var part = cache.resolve("postgres-" + version + ".part");
    PrivateFiles.delete(part);
    PrivateFiles.directory(part);
    var archive = "/postgres-linux-" + (isArm() ? "arm_64" : "x86_64") + ".txz";
    try (var packed = PostgresBinaries.class.getResourceAsStream(archive)) {
      if (packed == null) {
        throw new StackFailed(
            "No PostgreSQL for " + System.getProperty("os.arch") + " on the class path");
      }
      unpack(packed, part);
    }
    Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
    return home;
  }

  static boolean isArm() {
    return System.getProperty("os.arch").equals("aarch64");
  }

  private static void unpack(InputStream packed, Path folder) throws IOException {
    try (var tar =
        new TarArchiveInputStream(new XZCompressorInputStream(new BufferedInputStream(packed)))) {
      for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
        var target = folder.resolve(entry.getName()).normalize();
        if (!target.startsWith(folder)) {
          throw new IOException("Entry outside of the archive: " + entry.getName());
        }
        unpack(tar, entry, target);
      }
    }
  }

  private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path target)
      throws IOException {
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(target.getParent());
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
      return;
    }
    Files.copy(tar, target);
    boolean program = (entry.getMode() & 0100) != 0;
    Files.setPosixFilePermissions(
        target, PosixFilePermissions.fromString(program ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
