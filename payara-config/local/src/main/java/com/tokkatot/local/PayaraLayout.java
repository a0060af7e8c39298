package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.jar.JarFile;

/**
 * Payara Micro unpacked once for all its processes. Started from the one big jar, each process
 * would unpack a hundred megabytes for itself at every start, and no class archive could be used.
 */
final class PayaraLayout {

  private static final String TEXT_FORMAT =
      "ConsoleHandler.formatter=com.sun.enterprise.server.logging.ODLLogFormatter";
  private static final String JSON_FORMAT =
      "ConsoleHandler.formatter=fish.payara.enterprise.server.logging.JSONLogFormatter";

  private final Path home;

  private PayaraLayout(Path home) {
    this.home = home;
  }

  static PayaraLayout unpacked(Layout layout, String version) throws IOException {
    var home = layout.binaries().resolve("payara-micro-" + version);
    if (!Files.exists(home)) {
      var part = layout.binaries().resolve("payara-micro-" + version + ".part");
      PrivateFiles.delete(part);
      PrivateFiles.directory(part);
      var command =
          List.of(
              Java.program(),
              "-jar",
              layout.payaraJar().toString(),
              "--rootdir",
              part.toString(),
              "--outputlauncher");
      PrivateFiles.directory(layout.log("payara").getParent());
      var process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(layout.log("payara").toFile()))
              .start();
      try {
        if (process.waitFor() != 0) {
          throw new StackFailed("Payara Micro cannot be unpacked; see " + layout.log("payara"));
        }
      } catch (InterruptedException e) {
        process.destroy();
        Thread.currentThread().interrupt();
        throw new StackFailed("Interrupted while Payara Micro was unpacked", e);
      }
      Files.move(part, home, StandardCopyOption.ATOMIC_MOVE);
    }
    return new PayaraLayout(home);
  }

  /** A fresh folder for one process; what an earlier process left in it would be deployed again. */
  Path instance(Path folder) throws IOException {
    PrivateFiles.delete(folder);
    for (var part : List.of("config", "lib", "docroot")) {
      PrivateFiles.copy(home.resolve(part), folder.resolve(part));
    }
    logAsJson(folder.resolve("config").resolve("logging.properties"));
    return folder;
  }

  /** One JSON object a line, so that a collector needs no grammar of its own. */
  private static void logAsJson(Path settings) throws IOException {
    PrivateFiles.write(settings, Files.readString(settings).replace(TEXT_FORMAT, JSON_FORMAT));
  }

  /** The class path of every Payara process; its manifest names all the others. */
  Path jar() {
    return home.resolve("launch-micro.jar");
  }

  /** Arguments for the JVM that begin Payara on the unpacked jars. */
  List<String> launch() throws IOException {
    var jar = jar();
    var arguments = new ArrayList<String>();
    try (var file = new JarFile(jar.toFile())) {
      var manifest = file.getManifest().getMainAttributes();
      // A manifest's openings count only with java -jar, and that would tie the folder of the
      // process to the jar's.
      for (var option : List.of("Add-Opens", "Add-Exports")) {
        for (var opened : manifest.getValue(option).split("\\s+")) {
          arguments.add("--" + option.toLowerCase(Locale.ROOT) + "=" + opened + "=ALL-UNNAMED");
        }
      }
      arguments.add("-Dfish.payara.micro.BootJar=" + jar.toUri());
      arguments.add("-Dfish.payara.micro.UnpackDir=" + home);
      arguments.add("-cp");
      arguments.add(jar.toString());
      arguments.add(manifest.getValue("Start-Class"));
    }
    return arguments;
  }
}
