package com.tokkatot.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocsTest {

  @Test
  void everyCallIsOnThePage() throws IOException {
    String page;
    try (var in = new DocsResource().docs()) {
      page = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    assertThat(calls().toList())
        .hasSizeGreaterThan(10)
        .allSatisfy(call -> assertThat(page).contains(call));
  }

  private static Stream<String> calls() {
    return new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("com.tokkatot.rest")
            .stream()
            .filter(
                type ->
                    type.isAnnotatedWith(Path.class) && !type.isEquivalentTo(DocsResource.class))
            .flatMap(
                type ->
                    type.getMethods().stream()
                        .filter(m -> m.isAnnotatedWith(GET.class) || m.isAnnotatedWith(POST.class))
                        .map(
                            method ->
                                (method.isAnnotatedWith(GET.class) ? "GET" : "POST")
                                    + " /api/"
                                    + type.getAnnotationOfType(Path.class).value()
                                    + method
                                        .tryGetAnnotationOfType(Path.class)
                                        .map(path -> "/" + path.value())
                                        .orElse("")));
  }
}
