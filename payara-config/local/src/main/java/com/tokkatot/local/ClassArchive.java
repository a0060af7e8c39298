package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;

/**
 * The server's classes, prepared in a file that a Java process maps instead of reading and checking
 * them again (class data sharing); saves the cloud a fifth of its start. A first process lists what
 * it loads, which costs nothing; from the list the archive is made in the background. A process
 * that cannot use the archive starts without.
 */
final class ClassArchive {

  private final PayaraLayout payara;
  private final Path list;
  private final Path archive;

  /** Lists and archives fit one Java and one Payara only, so both are in their names. */
  ClassArchive(
      Path folder, String kind, String process, String payaraVersion, PayaraLayout payara) {
    this.payara = payara;
    var versions = "-" + payaraVersion + "-" + System.getProperty("java.runtime.version");
    list = folder.resolve(process + versions + ".list");
    archive = folder.resolve(kind + versions + ".jsa");
  }

  /** JVM flags that use the archive, or that list the classes when there is none. */
  List<String> flags() throws IOException {
    PrivateFiles.directory(archive.getParent());
    return Files.exists(archive)
        ? List.of("-XX:SharedArchiveFile=" + archive, "-Xshare:auto", "-Xlog:cds=off")
        : List.of("-XX:DumpLoadedClassList=" + list);
  }

  /** How many archives are ready to be used. */
  static int count(Path folder) {
    var files = folder.toFile().list((directory, name) -> name.endsWith(".jsa"));
    return files == null ? 0 : files.length;
  }

  boolean isMade() {
    return Files.exists(archive);
  }

  /**
   * Makes the archive from a list; the process takes some twenty seconds of a core it leaves to all
   * others.
   */
  Process make() throws IOException {
    // The listing process goes on writing while it lives.
    var frozen = list.resolveSibling(list.getFileName() + ".frozen");
    var lines = Files.readString(list);
    Files.writeString(frozen, lines.substring(0, lines.lastIndexOf('\n') + 1));
    return new ProcessBuilder(
            "nice",
            "-n",
            "19",
            Java.program(),
            "-Xmx512m",
            "-Xshare:dump",
            "-XX:SharedClassListFile=" + frozen,
            "-XX:SharedArchiveFile=" + part(),
            "-Xlog:disable",
            "-cp",
            payara.jar().toString())
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
        .start();
  }

  /** Takes the archive into use after {@link #make} has ended well. */
  void keep() throws IOException {
    Files.move(
        part(), archive, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path part() {
    return archive.resolveSibling(archive.getFileName() + ".part");
  }
}
