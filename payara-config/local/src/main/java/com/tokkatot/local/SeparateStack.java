package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A stack whose launcher is a process of its own, as {@code ./tokkatot up} starts it: for
 * measurements, which must not share a warm Java with what they measure.
 */
public final class SeparateStack implements AutoCloseable {

  private static final Duration READY = Duration.ofSeconds(240);
  private static final Duration STOP = Duration.ofSeconds(40);

  private final Layout layout;
  private final Process launcher;
  private final AtExit atExit;
  private final double seconds;

  private SeparateStack(Layout layout, Process launcher, AtExit atExit, double seconds) {
    this.layout = layout;
    this.launcher = launcher;
    this.atExit = atExit;
    this.seconds = seconds;
  }

  /** Starts it and returns when it is ready; its progress goes where this process's errors go. */
  public static SeparateStack start(StackOptions options) throws IOException {
    var layout = options.layout();
    Files.deleteIfExists(layout.readyMark());
    long begin = System.nanoTime();
    var launcher =
        new ProcessBuilder(command(options))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.to(Path.of("/dev/stderr").toFile()))
            .start();
    var atExit = AtExit.run(launcher::destroy);
    boolean over =
        Await.until(READY, () -> Files.exists(layout.readyMark()) || !launcher.isAlive());
    if (!over || !launcher.isAlive()) {
      launcher.destroy();
      throw new StackFailed("The stack cannot be started; see above and " + layout.log("launcher"));
    }
    return new SeparateStack(layout, launcher, atExit, (System.nanoTime() - begin) / 1e9);
  }

  private static List<String> command(StackOptions options) {
    var command =
        new ArrayList<>(
            List.of(
                Java.program(),
                "-Xms64m",
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "up",
                "--root",
                options.root().toString(),
                "--data",
                options.data().toString(),
                "--cache",
                options.cache().toString(),
                "--port-base",
                Integer.toString(options.portBase()),
                "--farms",
                Integer.toString(options.farms())));
    if (options.fresh()) {
      command.add("--fresh");
    }
    return command;
  }

  /** From starting the launcher's process until everything was ready. */
  public double startSeconds() {
    return seconds;
  }

  /** Everything that runs, with health and memory as they are now. */
  public List<ProcessRow> processes() {
    return Status.of(layout).processes();
  }

  /** Waits until what makes the next start faster is ready. */
  public boolean awaitClassArchives(Duration within) {
    return Await.until(within, () -> ClassArchive.count(layout.classArchives()) >= 2);
  }

  @Override
  public void close() {
    atExit.close();
    launcher.destroy();
    try {
      if (!launcher.waitFor(STOP.toSeconds(), TimeUnit.SECONDS)) {
        launcher.destroyForcibly();
      }
    } catch (InterruptedException e) {
      launcher.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
