package com.tokkatot.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupervisorTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir Path data;
  Layout layout;
  Supervisor supervisor;

  @BeforeEach
  void start() throws IOException {
    layout = new Layout(data, data, data);
    PrivateFiles.directory(layout.run());
    PrivateFiles.directory(layout.log("launcher").getParent());
    var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
    supervisor = new Supervisor(layout, new Progress(nowhere, layout.log("launcher")));
    supervisor.start(new Sleeper("sleeper"));
  }

  @AfterEach
  void stop() {
    supervisor.close();
  }

  @Test
  void aKilledChildIsStartedAgain() {
    var sleeper = supervisor.child("sleeper");
    var first = sleeper.pid();

    sleeper.kill();

    assertThat(Await.until(PATIENCE, () -> sleeper.isRunning() && sleeper.pid() != first)).isTrue();
    assertThat(PidFile.read(layout.run(), "sleeper").orElseThrow().process().pid())
        .isEqualTo(sleeper.pid());
  }

  @Test
  void aStoppedChildStaysStoppedUntilItIsStarted() throws IOException {
    var sleeper = supervisor.child("sleeper");

    sleeper.stop();

    assertThat(Await.until(Duration.ofMillis(1500), sleeper::isRunning)).isFalse();
    assertThat(PidFile.read(layout.run(), "sleeper")).isEmpty();
    sleeper.start();
    assertThat(sleeper.isRunning()).isTrue();
  }

  @Test
  void nothingIsStartedAfterTheEnd() {
    var sleeper = supervisor.child("sleeper");

    supervisor.close();

    assertThat(sleeper.isRunning()).isFalse();
    assertThatThrownBy(sleeper::start).isInstanceOf(StackFailed.class);
    assertThatThrownBy(() -> supervisor.start(new Sleeper("late"))).isInstanceOf(StackFailed.class);
  }

  @Test
  void anUnknownNameIsAnsweredWithTheKnownOnes() {
    assertThatThrownBy(() -> supervisor.child("clout"))
        .isInstanceOf(StackFailed.class)
        .hasMessageContaining("clout")
        .hasMessageContaining("sleeper");
  }

  private final class Sleeper implements Child {

    private final String name;

    Sleeper(String name) {
      this.name = name;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String version() {
      return "1";
    }

    @Override
    public int order() {
      return 1;
    }

    @Override
    public Path log() {
      return layout.log(name);
    }

    @Override
    public Probe probe() {
      return Probe.ALIVE;
    }

    @Override
    public ProcessBuilder prepare() {
      return new ProcessBuilder("sleep", "600");
    }
  }
}
