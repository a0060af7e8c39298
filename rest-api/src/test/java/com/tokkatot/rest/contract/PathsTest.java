package com.tokkatot.rest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Comparator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The framework chooses the class first, by the longest path, and looks at no other then: a
 * resource whose path is the beginning of another's call would hide it.
 */
class PathsTest {

  @Test
  void noResourceHidesTheCallsOfAnother() {
    var types = ResourceMethods.all().stream().map(Method::getDeclaringClass).distinct().toList();
    assertThat(ResourceMethods.all())
        .allSatisfy(
            method -> {
              var asked = called(method);
              var chosen =
                  types.stream()
                      .filter(type -> begins(path(type)).matcher(asked).matches())
                      .max(Comparator.comparing(type -> literal(path(type)).length()))
                      .orElseThrow();
              // Several may share a path; the framework looks at all of those.
              assertThat(path(chosen)).as(asked).isEqualTo(path(method.getDeclaringClass()));
            });
  }

  private static String path(Class<?> type) {
    return type.getAnnotation(Path.class).value();
  }

  private static String called(Method method) {
    var own = method.getAnnotation(Path.class);
    var whole = path(method.getDeclaringClass()) + (own == null ? "" : "/" + own.value());
    return whole.replaceAll("\\{[^}]+}", "some-id");
  }

  private static String literal(String path) {
    return path.replaceAll("\\{[^}]+}", "");
  }

  private static Pattern begins(String path) {
    return Pattern.compile(path.replaceAll("\\{[^}]+}", "[^/]+") + "(/.*)?");
  }
}
