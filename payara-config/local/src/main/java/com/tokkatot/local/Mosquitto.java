package com.tokkatot.local;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What Debian's mosquitto says of itself. */
final class Mosquitto {

  private static final Pattern VERSION = Pattern.compile("version (\\S+)");

  private Mosquitto() {}

  /**
   * @throws StackFailed when it is not installed
   */
  static String version() {
    try {
      var process = new ProcessBuilder(FarmBroker.PROGRAM, "-h").redirectErrorStream(true).start();
      var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      var found = VERSION.matcher(text);
      return found.find() ? found.group(1) : "unknown";
    } catch (IOException e) {
      throw new StackFailed(FarmBroker.PROGRAM + " is missing: apt-get install mosquitto", e);
    }
  }
}
