package com.tokkatot.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrphansTest {

  private static final PrintStream NOWHERE =
      new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);

  @TempDir Path data;
  Layout layout;
  Process process;

  @BeforeEach
  void folders() throws IOException {
    layout = new Layout(data, data, data);
    PrivateFiles.directory(layout.run());
    PrivateFiles.directory(layout.log("launcher").getParent());
  }

  @AfterEach
  void end() {
    if (process != null) {
      process.destroyForcibly();
    }
  }

  @Test
  void oneOfOursIsStoppedAndForgotten() throws IOException {
    note("node-0-1", begin(data.toString()));

    stopOrphans();

    assertThat(Await.until(Duration.ofSeconds(5), () -> !process.isAlive())).isTrue();
    assertThat(PidFile.all(layout.run())).isEmpty();
  }

  @Test
  void aStrangerWithTheSamePidIsLeftAlone() throws IOException {
    var real = begin(data.toString());
    note("node-0-1", new ProcessIdentity(real.pid(), real.startTicks() - 1, real.boot()));

    stopOrphans();

    assertThat(process.isAlive()).isTrue();
    assertThat(PidFile.all(layout.run())).isEmpty();
  }

  @Test
  void aProcessOfAnotherBootIsLeftAlone() throws IOException {
    var real = begin(data.toString());
    note("node-0-1", new ProcessIdentity(real.pid(), real.startTicks(), "another boot"));

    stopOrphans();

    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void aProcessStartedForAnotherFolderIsLeftAlone() throws IOException {
    note("node-0-1", begin("/somewhere/else"));

    stopOrphans();

    assertThat(process.isAlive()).isTrue();
  }

  @Test
  void aPidFileNobodyCanReadStopsNothing() throws IOException {
    Files.writeString(layout.run().resolve("cloud.pid"), "pid=twelve\n");

    stopOrphans();

    assertThat(PidFile.all(layout.run())).isEmpty();
  }

  private void stopOrphans() throws IOException {
    new Orphans(layout, new Progress(NOWHERE, layout.log("launcher"))).stop();
  }

  /** Something that lives until it is stopped and carries this argument. */
  private ProcessIdentity begin(String argument) throws IOException {
    process = new ProcessBuilder("sh", "-c", "sleep 600 & wait", "sh", argument).start();
    return ProcessIdentity.of(process.pid()).orElseThrow();
  }

  private void note(String name, ProcessIdentity identity) throws IOException {
    new PidFile(name, identity, "1", 5, Probe.ALIVE).write(layout.run());
  }
}
