package com.tokkatot.ear;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Opens the EAR with all that is nested in it and looks who brought what. */
class EarContentsIT {

  private static final String ADAPTER = "/tokkatot-mqtt.rar";

  /** Class file by the archives it is in; descriptions of modules and packages are no classes. */
  private static final Map<String, List<String>> CLASSES = new TreeMap<>();

  private static final TreeSet<String> ARCHIVES = new TreeSet<>();

  @BeforeAll
  static void open() throws IOException {
    try (var ear = Files.newInputStream(Path.of("target", "tokkatot.ear"))) {
      collect("", ear);
    }
  }

  @Test
  void everyModuleIsThere() {
    assertThat(ARCHIVES)
        .contains(
            ADAPTER,
            "/tokkatot-services.jar",
            "/rest-api.war",
            "/websocket-endpoint.war",
            "/farmer-web.war");
    assertThat(CLASSES)
        .containsKeys(
            "com/tokkatot/command/Commands.class",
            "com/tokkatot/wire/Topics.class",
            "com/tokkatot/mqtt/MqttMessage.class",
            "com/tokkatot/mqtt/rar/MqttResourceAdapter.class");
  }

  @Test
  void everyClassOfOursIsThereOnce() {
    assertThat(twice())
        .allSatisfy((name, places) -> assertThat(name).doesNotStartWith("com/tokkatot/"));
  }

  /**
   * The adapter is deployed on its own as well (Payara Micro), so it carries the libraries of its
   * MQTT client; the Redis client in lib/ needs some of the same. Inside the EAR lib/ is asked
   * first, which is right as long as both are the same jar.
   */
  @Test
  void aLibraryClassIsTwiceOnlyWhereAdapterAndLibHaveTheSameJar() {
    assertThat(twice())
        .allSatisfy(
            (name, places) -> {
              assertThat(places).hasSize(2);
              assertThat(places).filteredOn(place -> place.startsWith("/lib/")).hasSize(1);
              assertThat(places).filteredOn(place -> place.startsWith(ADAPTER)).hasSize(1);
              assertThat(new HashSet<>(places.stream().map(EarContentsIT::jar).toList()))
                  .hasSize(1);
            });
  }

  @Test
  void theWarsBringNoLibraries() {
    assertThat(ARCHIVES).noneMatch(archive -> archive.contains(".war/"));
  }

  @Test
  void theAdapterKnowsNothingOfFarms() {
    assertThat(CLASSES)
        .allSatisfy(
            (name, places) -> {
              if (name.startsWith("com/tokkatot/") && inAdapter(places)) {
                assertThat(name).startsWith("com/tokkatot/mqtt/");
              }
            });
  }

  @Test
  void onlyTheAdapterBringsTheInterfacesBeansAndAdapterShare() {
    assertThat(CLASSES)
        .allSatisfy(
            (name, places) -> {
              if (name.startsWith("com/tokkatot/mqtt/")) {
                assertThat(places).allMatch(place -> place.startsWith(ADAPTER));
              }
            });
  }

  @Test
  void nobodyBringsTheContainersOwnClasses() {
    assertThat(CLASSES.keySet())
        .noneMatch(name -> name.startsWith("jakarta/"))
        .noneMatch(name -> name.startsWith("org/eclipse/microprofile/"));
  }

  private static boolean inAdapter(List<String> places) {
    return places.stream().anyMatch(place -> place.startsWith(ADAPTER));
  }

  /** File name without the group id that lib/ puts before it. */
  private static String jar(String place) {
    var file = place.substring(place.lastIndexOf('/') + 1);
    return ARCHIVES.stream()
        .filter(archive -> archive.startsWith(ADAPTER + "/"))
        .map(archive -> archive.substring(ADAPTER.length() + 1))
        .filter(adapters -> file.equals(adapters) || file.endsWith("-" + adapters))
        .findFirst()
        .orElse(file);
  }

  private static Map<String, List<String>> twice() {
    var found = new TreeMap<>(CLASSES);
    found.values().removeIf(places -> places.size() < 2);
    return found;
  }

  private static void collect(String place, InputStream archive) throws IOException {
    var zip = new ZipInputStream(archive);
    for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
      var name = entry.getName();
      if (name.matches(".*\\.(jar|war|rar)")) {
        ARCHIVES.add(place + "/" + name);
        collect(place + "/" + name, new ByteArrayInputStream(zip.readAllBytes()));
      } else if (name.endsWith(".class") && !name.endsWith("-info.class")) {
        CLASSES
            .computeIfAbsent(name.replace("WEB-INF/classes/", ""), key -> new ArrayList<>())
            .add(place);
      }
    }
  }
}
