package com.tokkatot.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtExitTest {

  @TempDir Path folder;

  @Test
  void aJvmThatIsToldToEndStopsWhatItStarted() throws Exception {
    var process = begin("keep");

    process.destroy();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("stopped")).exists();
  }

  @Test
  void whatWasClosedIsNotStoppedAgain() throws Exception {
    var process = begin("close");

    process.destroy();

    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(folder.resolve("stopped")).doesNotExist();
  }

  private Process begin(String how) throws IOException {
    var process =
        new ProcessBuilder(
                Java.program(),
                "-cp",
                System.getProperty("java.class.path"),
                Told.class.getName(),
                folder.toString(),
                how)
            .inheritIO()
            .start();
    assertThat(Await.until(Duration.ofSeconds(20), () -> Files.exists(folder.resolve("begun"))))
        .isTrue();
    return process;
  }

  /** A program that waits for its end. */
  static final class Told {

    private Told() {}

    public static void main(String[] arguments) throws Exception {
      var folder = Path.of(arguments[0]);
      var atExit = AtExit.run(() -> note(folder.resolve("stopped")));
      if (arguments[1].equals("close")) {
        atExit.close();
      }
      note(folder.resolve("begun"));
      new CountDownLatch(1).await();
    }

    private static void note(Path file) {
      try {
        Files.createFile(file);
      } catch (IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }
}
