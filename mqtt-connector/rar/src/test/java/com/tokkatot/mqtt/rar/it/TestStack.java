package com.tokkatot.mqtt.rar.it;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.Map;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/**
 * Starts the broker before Arquillian reads its settings, which name the broker's port. One broker
 * for the whole test run.
 */
public final class TestStack implements BeforeAllCallback {

  @Override
  public void beforeAll(ExtensionContext context) {
    running(context);
  }

  /** The broker and the certificates of this run. */
  public static Running running(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(Namespace.create(TestStack.class))
        .getOrComputeIfAbsent(Running.class, key -> Running.start(), Running.class);
  }

  /** What runs. */
  public record Running(TestPki pki, EmbeddedBroker broker) implements AutoCloseable {

    private static volatile Running current;

    /** For tests that are not extensions; only after {@link TestStack} was applied. */
    public static Running current() {
      return current;
    }

    static Running start() {
      try {
        var directory =
            Files.createTempDirectory(
                Files.createDirectories(Path.of(System.getProperty("it.directory"))), "run");
        var pki = TestPki.in(directory.resolve("pki"));
        var running = new Running(pki, EmbeddedBroker.started(directory.resolve("broker"), pki));
        System.setProperty("it.payara.jvm", jvmOptions(running.settings("it")));
        System.setProperty("it.payara.preboot", preboot(directory).toString());
        System.setProperty("it.payara.postboot", postboot(directory).toString());
        System.setProperty("it.payara.port", String.valueOf(EmbeddedBroker.freePort()));
        current = running;
        return running;
      } catch (IOException | GeneralSecurityException e) {
        throw new IllegalStateException("The test stack did not start", e);
      }
    }

    /** The adapter's settings, by system property. */
    public Map<String, String> settings(String nodeName)
        throws GeneralSecurityException, IOException {
      return pki.settings(broker.port(), nodeName);
    }

    @Override
    public void close() throws IOException {
      broker.close();
    }

    private static String jvmOptions(Map<String, String> settings) {
      var options = new StringBuilder("-Xmx400m");
      settings.forEach((name, value) -> options.append(" -D" + name + "=" + value));
      return options.toString();
    }

    /** Arquillian names its archive first, but the adapter must be there before the bean. */
    private static Path postboot(Path directory) throws IOException {
      return Files.writeString(
          directory.resolve("postboot.asadmin"), "deploy " + System.getProperty("it.rar") + "\n");
    }

    private static Path preboot(Path directory) throws IOException {
      return Files.writeString(
          directory.resolve("preboot.asadmin"),
          """
          set configs.config.server-config.hazelcast-config-specific-configuration.enabled=false
          set configs.config.server-config.network-config.network-listeners.network-listener.http-listener.address=127.0.0.1
          """);
    }
  }
}
