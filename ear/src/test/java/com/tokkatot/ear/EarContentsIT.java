package com.tokkatot.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Opens the EAR with all that is nested in it and looks who brought what. */
class EarContentsIT {

  private static final Map<String, List<String>> PLACES = new TreeMap<>();

  @BeforeAll
  static void open() throws IOException {
    try (var ear = Files.newInputStream(Path.of("target", "tokkatot.ear"))) {
      collect("", ear);
    }
  }

  @Test
  void everyClassOfOursIsThereOnce() {
    assertThat(PLACES).containsKey("com/tokkatot/command/Commands.class");
    assertThat(twice("com/tokkatot/")).isEmpty();
  }

  @Test
  void theWarsBringNoLibraries() {
    assertThat(PLACES.values().stream().flatMap(List::stream))
        .noneMatch(place -> place.contains(".war/WEB-INF/lib/"));
  }

  @Test
  void theAdapterKnowsNothingOfFarms() {
    assertThat(PLACES.get("com/tokkatot/wire/Topics.class")).noneMatch(p -> p.contains(".rar/"));
    assertThat(PLACES.get("com/tokkatot/mqtt/MqttMessage.class"))
        .singleElement()
        .asString()
        .contains(".rar/");
  }

  @Test
  void nobodyBringsTheContainersOwnClasses() {
    assertThat(PLACES.keySet())
        .noneMatch(name -> name.startsWith("jakarta/ejb/") || name.startsWith("jakarta/ws/"));
  }

  private static Map<String, List<String>> twice(String prefix) {
    var found = new TreeMap<String, List<String>>();
    PLACES.forEach(
        (name, places) -> {
          if (name.startsWith(prefix) && places.size() > 1 && !name.endsWith("-info.class")) {
            found.put(name, places);
          }
        });
    return found;
  }

  private static void collect(String place, InputStream archive) throws IOException {
    var zip = new ZipInputStream(archive);
    for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      var name = entry.getName();
      if (name.matches(".*\\.(jar|war|rar)")) {
        collect(place + "/" + name, new ByteArrayInputStream(zip.readAllBytes()));
      } else if (name.endsWith(".class")) {
        PLACES
            .computeIfAbsent(name.replace("WEB-INF/classes/", ""), key -> new ArrayList<>())
            .add(place);
      }
    }
  }
}
