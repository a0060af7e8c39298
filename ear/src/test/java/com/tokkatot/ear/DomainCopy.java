package com.tokkatot.ear;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A domain of our own, copied from the shipped one for every run, with ports of its own, no
 * listener beyond loopback and no cluster.
 *
 * <p>The settings, passwords among them, are system properties in {@code domain.xml}: the server
 * reads them there, so that none is on a command line. The server writes that file anew, readable
 * for everybody, at its own time; so the folder above it is closed to all but its owner.
 */
record DomainCopy(Path folder, int http, int admin) {

  private static final String SERVER = "<server name=\"server\" config-ref=\"server-config\">";
  private static final String CONFIG = "<config name=\"server-config\">";

  /** Nobody here uses JMS. Without this the server adds a service that listens everywhere. */
  private static final String NO_JMS =
      "<jms-service type=\"DISABLED\" default-jms-host=\"none\"><jms-host name=\"none\"/></jms-service>";

  /** The copy is named like the original: the server's configuration holds the name. */
  static DomainCopy of(Path shipped, Path parent, Map<String, String> settings, int http, int admin)
      throws IOException {
    delete(parent);
    Files.createDirectories(
        parent, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    var copy = new DomainCopy(parent.resolve(shipped.getFileName().toString()), http, admin);
    for (var from : tree(shipped)) {
      Files.copy(
          from,
          copy.folder.resolve(shipped.relativize(from).toString()),
          StandardCopyOption.COPY_ATTRIBUTES);
    }
    copy.write(settings);
    return copy;
  }

  /** Where the running server notes its process id. */
  Path pidFile() {
    return folder.resolve("config/pid");
  }

  private void write(Map<String, String> settings) throws IOException {
    var file = folder.resolve("config/domain.xml");
    var xml =
        Files.readString(file)
            .replace("port=\"8080\"", "port=\"" + http + "\"")
            .replace("port=\"4848\"", "port=\"" + admin + "\"")
            .replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
            .replaceAll(
                "<network-listener (?![^>]*address=)", "<network-listener address=\"127.0.0.1\" ")
            .replace(
                "<hazelcast-config-specific-configuration>",
                "<hazelcast-config-specific-configuration enabled=\"false\">")
            .replace(CONFIG, CONFIG + NO_JMS)
            .replace(SERVER, SERVER + "\n" + properties(settings));
    xml = disabled(xml, "<network-listener [^>]*\"8181\"[^>]*>");
    xml = disabled(xml, "<iiop-listener [^>]*>");
    xml = disabled(xml, "<jmx-connector [^>]*>");
    if (!xml.contains("tokkatot.db.url") || !xml.contains(NO_JMS)) {
      throw new IllegalStateException(
          "domain.xml is not as expected: no server or no configuration");
    }
    Files.writeString(file, xml);
  }

  private static String properties(Map<String, String> settings) {
    var lines = new StringBuilder();
    new TreeMap<>(settings)
        .forEach(
            (name, value) ->
                lines.append(
                    "<system-property name=\"%s\" value=\"%s\"/>%n"
                        .formatted(
                            name,
                            value
                                .replace("&", "&amp;")
                                .replace("<", "&lt;")
                                .replace("\"", "&quot;"))));
    return lines.toString();
  }

  private static String disabled(String xml, String elements) {
    return Pattern.compile(elements)
        .matcher(xml)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    found
                        .group()
                        .replaceAll(" enabled=\"[a-z]*\"", "")
                        .replaceFirst(" ", " enabled=\"false\" ")));
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      for (var path : tree(folder).stream().sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }

  /** Folders before what is in them. */
  private static List<Path> tree(Path folder) throws IOException {
    try (var paths = Files.walk(folder)) {
      return paths.toList();
    }
  }
}
