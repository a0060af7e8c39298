package com.tokkatot.wire;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Walks every golden sample; the C tests of the firmware walk the same files. */
class WireSamplesTest {

  private static final Map<String, Function<byte[], byte[]>> READ_AND_WRITE =
      Map.ofEntries(
          entry("command", bytes -> CommandMessage.read(bytes).toBytes()),
          entry("node-command", bytes -> CommandMessage.read(bytes).toBytes()),
          entry("status", bytes -> StatusMessage.read(bytes).toBytes()),
          entry("execution", bytes -> ExecutionMessage.read(bytes).toBytes()),
          entry("alert", bytes -> AlertMessage.read(bytes).toBytes()),
          entry("sensor", bytes -> SensorMessage.read(bytes).toBytes()),
          entry("heartbeat", bytes -> HeartbeatMessage.read(bytes).toBytes()),
          entry("digest", bytes -> DigestMessage.read(bytes).toBytes()),
          entry("config", bytes -> ConfigMessage.read(bytes).toBytes()),
          entry("notify", bytes -> NotifyMessage.read(bytes).toBytes()),
          entry("snapshot", bytes -> SnapshotMessage.read(bytes).toBytes()),
          entry("estop", bytes -> StopMessage.read(bytes).toBytes()),
          entry("stop-order", bytes -> StopOrder.read(bytes).toBytes()),
          entry("fw-update", bytes -> FirmwareOffer.read(bytes).toBytes()),
          entry("fw-status", bytes -> FirmwareStatus.read(bytes).toBytes()));

  @TestFactory
  Stream<DynamicContainer> samples() throws IOException {
    var kinds = list(Path.of("samples"));
    assertThat(kinds).hasSize(READ_AND_WRITE.size());
    return kinds.stream().map(WireSamplesTest::kind);
  }

  private static DynamicContainer kind(Path folder) {
    var kind = folder.getFileName().toString();
    var readAndWrite = READ_AND_WRITE.get(kind);
    assertThat(readAndWrite).as("a record for samples/" + kind).isNotNull();
    return DynamicContainer.dynamicContainer(
        kind, list(folder).stream().map(file -> sample(file, readAndWrite)));
  }

  private static DynamicTest sample(Path file, Function<byte[], byte[]> readAndWrite) {
    var name = file.getFileName().toString().replace(".json", "");
    return name.startsWith("broken-")
        ? DynamicTest.dynamicTest(
            name + " is refused naming the field",
            () -> {
              var bytes = Files.readAllBytes(file);
              var problem =
                  catchThrowableOfType(WireFormatException.class, () -> readAndWrite.apply(bytes));
              assertThat(problem).isNotNull();
              assertThat(problem.field()).isEqualTo(name.substring("broken-".length()));
            })
        : DynamicTest.dynamicTest(
            name + " is read, and what we write says the same",
            () -> {
              var original = json(Files.readAllBytes(file));
              var written = json(readAndWrite.apply(Files.readAllBytes(file)));
              original.forEach(
                  (field, value) -> {
                    if (written.containsKey(field) && !field.equals("readings")) {
                      assertThat(written.get(field)).as(field).isEqualTo(value);
                    }
                  });
              assertThat(readAndWrite.apply(written.toString().getBytes(UTF_8)))
                  .isEqualTo(written.toString().getBytes(UTF_8));
            });
  }

  private static final java.nio.charset.Charset UTF_8 = java.nio.charset.StandardCharsets.UTF_8;

  private static JsonObject json(byte[] bytes) {
    try (var reader = Json.createReader(new ByteArrayInputStream(bytes))) {
      return reader.readObject();
    }
  }

  private static List<Path> list(Path folder) {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
