package com.tokkatot.rest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.rest.contract.Document.Operation;
import jakarta.json.JsonString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Compares who may make each call with {@code permissions.txt}, which people read and judge. The
 * same file is walked against a running stack by a journey in payara-config/local.
 */
class PermissionTableTest {

  private static final List<String> CALLERS =
      List.of(
          "anonymous", "stranger", "viewer", "manager", "owner", "technician", "operator", "admin");
  private static final Set<String> FARMERS = Set.of("stranger", "viewer", "manager", "owner");

  @Test
  void everyCallHasItsRowAndTheRowIsRight() throws IOException {
    var written =
        Files.readAllLines(Path.of("src/test/resources/permissions.txt")).stream()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .map(line -> line.replaceAll(" +", " ").strip())
            .toList();

    assertThat(written)
        .containsExactlyInAnyOrderElementsOf(
            Document.read().operations().stream().map(PermissionTableTest::row).toList());
  }

  private static String row(Operation operation) {
    var allowed =
        operation.json().getJsonArray("x-allowed").getValuesAs(JsonString.class).stream()
            .map(JsonString::getString)
            .collect(Collectors.toSet());
    return Stream.concat(
            Stream.of(operation.toString()),
            CALLERS.stream().map(caller -> answer(operation, allowed, caller)))
        .collect(Collectors.joining(" "));
  }

  private static String answer(Operation operation, Set<String> allowed, String caller) {
    if (allowed.contains("anonymous")) {
      return "ok";
    }
    // No token of a person is a hub's.
    if (caller.equals("anonymous") || allowed.contains("hub")) {
      return "401";
    }
    var inFarm =
        operation.path().contains("{farm}") || operation.path().startsWith("/devices/{device}");
    if (inFarm && caller.equals("stranger")) {
      return "404";
    }
    var role = FARMERS.contains(caller) && !inFarm ? "farmer" : caller;
    return allowed.contains(role) ? "ok" : "403";
  }
}
