package com.tokkatot.local;

import java.io.IOException;
import java.util.List;

/**
 * PostgreSQL refuses to run as root. A user namespace without a mapping shows it an ordinary user,
 * while the files stay root's.
 */
final class UnprivilegedUser {

  private UnprivilegedUser() {}

  /** What to put before a command; nothing for an ordinary user. */
  static List<String> prefix() {
    if (!System.getProperty("user.name").equals("root")) {
      return List.of();
    }
    if (!succeeds("unshare", "-U", "true")) {
      throw new StackFailed(
          "PostgreSQL does not run as root, and this machine gives out no user namespaces (unshare -U true fails)."
              + " Run ./tokkatot as an ordinary user.");
    }
    return List.of("unshare", "-U");
  }

  private static boolean succeeds(String... command) {
    try {
      return new ProcessBuilder(command).inheritIO().start().waitFor() == 0;
    } catch (IOException missing) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
