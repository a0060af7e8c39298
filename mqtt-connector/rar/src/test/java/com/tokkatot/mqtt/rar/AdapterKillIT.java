package com.tokkatot.mqtt.rar;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.mqtt.rar.RealContainer.Step;
import com.tokkatot.mqtt.rar.history.History.Id;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The application dies at every step of a delivery: a process that is really gone, not a pretence.
 */
class AdapterKillIT {

  @TempDir static Path directory;
  static AdapterWorld world;

  @BeforeAll
  static void start() throws Exception {
    world = new AdapterWorld(directory);
  }

  @AfterAll
  static void stop() throws Exception {
    world.close();
  }

  @BeforeEach
  void fresh() throws Exception {
    world.fresh();
  }

  @ParameterizedTest(name = "{0}, time {1}")
  @CsvSource({
    "BEFORE_BEGIN, 1",
    "BEFORE_BEGIN, 3",
    "AFTER_BEGIN, 1",
    "AFTER_BEGIN, 3",
    "AFTER_STATEMENTS, 1",
    "AFTER_STATEMENTS, 3",
    "AFTER_COMMIT, 1",
    "AFTER_COMMIT, 3",
    "AFTER_ACKNOWLEDGE, 1",
    "AFTER_ACKNOWLEDGE, 17"
  })
  void whateverItWasDoingWhenItDiedEveryPromiseIsKept(Step step, int times) throws Exception {
    publishToAnAbsentAdapter();

    dieAt(step, times, false);

    world.start(world.spec(), (at, transaction) -> {});
    assertThat(world.verdict()).isEmpty();
    assertThat(world.history.stored()).hasSize(100);
  }

  @Test
  void anAdapterThatAcknowledgesBeforeTheCommitIsFoundOut() throws Exception {
    publishToAnAbsentAdapter();

    dieAt(Step.AFTER_STATEMENTS, 3, true);

    world.start(world.spec(), (at, transaction) -> {});
    world.publish("last", 1, 1); // behind all others: when it is stored the rest has come
    world.awaitStored(new Id("last0", 1));
    assertThat(world.verdictNow())
        .isNotEmpty()
        .allMatch(violation -> violation.startsWith("LOST "));
  }

  /** The session is made first, else the broker has nobody to keep them for. */
  private static void publishToAnAbsentAdapter() throws Exception {
    Line.opened(world.clients(), world.spec(), new StopSign()).close();
    world.publish("d", 5, 20);
  }

  private static void dieAt(Step step, int times, boolean eager) throws Exception {
    var settings = new Properties();
    settings.putAll(world.settings());
    settings.putAll(
        Map.of(
            "url", world.store.url(),
            "round", world.round(),
            "step", step.name(),
            "times", String.valueOf(times),
            "eager", String.valueOf(eager)));
    var delivered = Files.createTempFile(directory, "delivered", ".log");
    settings.setProperty("delivered", delivered.toString());
    var file = Files.createTempFile(directory, "adapter", ".properties");
    try (var out = Files.newBufferedWriter(file)) {
      settings.store(out, null);
    }
    var log = Files.createTempFile(directory, "adapter", ".log");
    var process =
        new ProcessBuilder(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                KilledAdapter.class.getName(),
                file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as("it reaches %s", step).isTrue();
    } finally {
      process.destroyForcibly();
    }
    assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(KilledAdapter.KILLED);
    noteDeliveries(delivered);
  }

  private static void noteDeliveries(Path file) throws IOException {
    Files.readAllLines(file).forEach(line -> world.history.delivered(Id.of(line)));
  }
}
