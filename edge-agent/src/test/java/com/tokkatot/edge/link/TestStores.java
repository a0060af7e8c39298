package com.tokkatot.edge.link;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Key stores for tests, made by the JDK's own tool. */
public final class TestStores {

  public static final String PASSWORD = "only-for-tests";

  private TestStores() {}

  /** A key whose certificate is its own authority. */
  public static LinkSettings settings(Path directory, int port)
      throws IOException, InterruptedException {
    var keys = directory.resolve("hub.p12");
    var certificate = directory.resolve("hub.cer");
    var trust = directory.resolve("trust.p12");
    keytool(
        "-genkeypair",
        "-alias",
        "hub",
        "-keyalg",
        "EC",
        "-dname",
        "CN=hub",
        "-ext",
        "san=ip:127.0.0.1",
        "-keystore",
        keys.toString());
    keytool(
        "-exportcert",
        "-alias",
        "hub",
        "-file",
        certificate.toString(),
        "-keystore",
        keys.toString());
    keytool(
        "-importcert",
        "-noprompt",
        "-alias",
        "ca",
        "-file",
        certificate.toString(),
        "-keystore",
        trust.toString());
    return new LinkSettings("127.0.0.1", port, keys, PASSWORD, trust, PASSWORD);
  }

  private static void keytool(String... arguments) throws IOException, InterruptedException {
    var command = new ArrayList<String>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-storetype", "PKCS12", "-storepass", PASSWORD));
    var process = new ProcessBuilder(command).redirectErrorStream(true).start();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IOException(output);
    }
  }
}
