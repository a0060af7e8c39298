package com.tokkatot.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is packed, and what is left to the server. */
class WarIT {

  List<String> names;

  @BeforeEach
  void list() throws IOException {
    try (var war = new ZipFile(Path.of(System.getProperty("it.war")).toFile())) {
      names = war.stream().map(ZipEntry::getName).toList();
    }
  }

  @Test
  void theHubBringsItsLibraries() {
    for (var library :
        List.of(
            "tokkatot-wire",
            "tokkatot-rules",
            "cron-utils",
            "slf4j-api", // without it no list in a cron expression can be read
            "hivemq-mqtt-client",
            "netty-handler",
            "sqlite-jdbc")) {
      assertThat(names).filteredOn(name -> name.startsWith("WEB-INF/lib/" + library)).hasSize(1);
    }
  }

  @Test
  void theServersApisAreNotBroughtAlong() {
    assertThat(names)
        .noneMatch(name -> name.contains("jakarta") || name.contains("microprofile"))
        .noneMatch(name -> name.contains("parsson") || name.contains("tokkatot-mqtt"));
  }
}
