package com.tokkatot.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LayoutTest {

  @TempDir Path data;

  @Test
  void wipingTakesTheStacksOwnThingsOnly() throws IOException {
    for (var ours : new String[] {"postgres", "hub-0", "node-0-1", "farm-broker-12", "pki"}) {
      PrivateFiles.write(data.resolve(ours).resolve("file"), "");
    }
    PrivateFiles.write(data.resolve("secrets.properties"), "");
    PrivateFiles.write(data.resolve("bin").resolve("redis"), "");
    PrivateFiles.write(data.resolve("holiday.jpg"), "");

    new Layout(data, data, data).wipe();

    try (var left = Files.list(data)) {
      assertThat(left.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("bin", "holiday.jpg");
    }
  }

  @Test
  void whatIsNotBuiltIsNamed() {
    assertThatThrownBy(() -> new Layout(data, data, data).requireBuilt())
        .isInstanceOf(StackFailed.class)
        .hasMessageContaining("payara-micro.jar");
  }
}
