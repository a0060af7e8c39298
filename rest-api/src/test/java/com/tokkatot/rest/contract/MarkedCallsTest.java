package com.tokkatot.rest.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.farm.Permission;
import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Needs;
import com.tokkatot.rest.shared.OfHub;
import com.tokkatot.rest.shared.OpenToAll;
import com.tokkatot.rest.shared.SignedIn;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MarkedCallsTest {

  private static final List<Class<? extends Annotation>> MARKS =
      List.of(Needs.class, SignedIn.class, OpenToAll.class, OfHub.class);

  @Test
  void everyCallSaysOnceWhoMayMakeIt() {
    assertThat(ResourceMethods.all())
        .hasSizeGreaterThan(15)
        .allSatisfy(
            method -> assertThat(MARKS.stream().filter(method::isAnnotationPresent)).hasSize(1));
  }

  @Test
  void aPermissionInAFarmComesWithAPathThatNamesTheFarm() {
    assertThat(ResourceMethods.all())
        .filteredOn(method -> method.isAnnotationPresent(Needs.class))
        .allSatisfy(
            method -> {
              var permission = method.getAnnotation(Needs.class).value();
              assertThat(path(method).contains("{farm}") || path(method).startsWith("devices/"))
                  .as("%s needs %s and has path %s", method, permission, path(method))
                  .isEqualTo(permission.isInFarm());
            });
  }

  @Test
  void whatIsForOneselfNamesTheUser() {
    assertThat(ResourceMethods.all())
        .filteredOn(
            method ->
                method.isAnnotationPresent(Needs.class)
                    && method.getAnnotation(Needs.class).forOneself().length > 0)
        .isNotEmpty()
        .allSatisfy(
            method -> {
              assertThat(path(method)).contains("{user}");
              assertThat(method.getAnnotation(Needs.class).forOneself())
                  .allMatch(Permission::isInFarm);
            });
  }

  /** Pages of the documentation are files; what else a path names has an id. */
  @Test
  void whatAPathNamesHasACodeForWhenItIsNotThere() {
    assertThat(ResourceMethods.all())
        .filteredOn(method -> path(method).contains("{") && !path(method).contains("{file}"))
        .hasSizeGreaterThan(30)
        .allSatisfy(
            method -> {
              var named = path(method).chars().filter(letter -> letter == '{').count();
              assertThat(new Call(method).errors())
                  .as("%s", path(method))
                  .filteredOn(MarkedCallsTest::meansMissing)
                  .hasSizeGreaterThanOrEqualTo((int) named);
            });
  }

  private static boolean meansMissing(ErrorCode code) {
    return code.name().endsWith("_NOT_FOUND") || code == ErrorCode.INVITATION_INVALID;
  }

  private static String path(Method method) {
    return Stream.of(method.getDeclaringClass(), method)
        .map(element -> element.getAnnotation(Path.class))
        .filter(path -> path != null)
        .map(Path::value)
        .reduce((base, rest) -> base + "/" + rest)
        .orElseThrow();
  }
}
