package com.tokkatot.rest.contract;

import com.tokkatot.rest.shared.ErrorCode;
import com.tokkatot.rest.shared.Fails;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** A resource method as its callers see it: a name, who may call, what can go wrong. */
record Call(Method method) {

  /** What a path names, and the code when there is no such thing. */
  private static final Map<String, ErrorCode> MISSING =
      Map.ofEntries(
          Map.entry("farm", ErrorCode.FARM_NOT_FOUND),
          Map.entry("device", ErrorCode.DEVICE_NOT_FOUND),
          Map.entry("node", ErrorCode.NODE_NOT_FOUND),
          Map.entry("coop", ErrorCode.COOP_NOT_FOUND),
          Map.entry("group", ErrorCode.GROUP_NOT_FOUND),
          Map.entry("hub", ErrorCode.HUB_NOT_FOUND),
          Map.entry("command", ErrorCode.COMMAND_NOT_FOUND),
          Map.entry("release", ErrorCode.RELEASE_NOT_FOUND),
          Map.entry("rollout", ErrorCode.ROLLOUT_NOT_FOUND),
          Map.entry("schedule", ErrorCode.SCHEDULE_NOT_FOUND),
          Map.entry("alert", ErrorCode.ALERT_NOT_FOUND),
          Map.entry("rule", ErrorCode.ALERT_RULE_NOT_FOUND),
          Map.entry("plan", ErrorCode.EXPORT_NOT_FOUND),
          Map.entry("file", ErrorCode.EXPORT_NOT_FOUND),
          Map.entry("message", ErrorCode.MESSAGE_NOT_FOUND),
          Map.entry("mute", ErrorCode.MUTE_NOT_FOUND),
          Map.entry("subscription", ErrorCode.SUBSCRIPTION_NOT_FOUND),
          Map.entry("user", ErrorCode.USER_NOT_FOUND),
          Map.entry("session", ErrorCode.SESSION_NOT_FOUND),
          Map.entry("invitation", ErrorCode.INVITATION_INVALID));

  /**
   * @param operationId class and method as the scanner joins them
   */
  static Call named(String operationId) {
    var cut = operationId.lastIndexOf('_');
    var type = operationId.substring(0, cut);
    var name = operationId.substring(cut + 1);
    try {
      return Arrays.stream(
              Class.forName(type, false, Call.class.getClassLoader()).getDeclaredMethods())
          .filter(method -> method.getName().equals(name) && !method.isSynthetic())
          .map(Call::new)
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("no method " + operationId));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException("no class of " + operationId, e);
    }
  }

  /** For example {@code farms.create}. */
  String name() {
    var type = method.getDeclaringClass().getSimpleName().replace("Resource", "");
    return type.substring(0, 1).toLowerCase(Locale.ROOT)
        + type.substring(1)
        + "."
        + method.getName();
  }

  boolean answersNothing() {
    return method.getReturnType() == void.class;
  }

  CallAccess access() {
    return CallAccess.of(method);
  }

  /** All codes it may answer with, by status. */
  List<ErrorCode> errors() {
    var codes = EnumSet.of(ErrorCode.NOT_ACCEPTABLE, ErrorCode.RATE_LIMIT_EXCEEDED);
    codes.addAll(List.of(ErrorCode.INTERNAL_ERROR, ErrorCode.UNAVAILABLE));
    codes.addAll(access().errors());
    pathParameters().filter(MISSING::containsKey).map(MISSING::get).forEach(codes::add);
    if (takesBody()) {
      codes.addAll(
          List.of(
              ErrorCode.INVALID_INPUT,
              ErrorCode.PAYLOAD_TOO_LARGE,
              ErrorCode.UNSUPPORTED_MEDIA_TYPE));
    }
    if (hasParameter(QueryParam.class)) {
      codes.add(ErrorCode.INVALID_INPUT);
    }
    var own = method.getAnnotation(Fails.class);
    if (own != null) {
      codes.addAll(List.of(own.value()));
    }
    return List.copyOf(codes);
  }

  private Stream<String> pathParameters() {
    var unused =
        Stream.of(
                method.getDeclaringClass().getAnnotation(Path.class),
                method.getAnnotation(Path.class))
            .filter(path -> path != null)
            .flatMap(path -> Arrays.stream(path.value().split("/", -1)))
            .filter(part -> part.startsWith("{"))
            .map(part -> part.substring(1, part.length() - 1));
    var used =
        Arrays.stream(method.getParameters())
            .filter(parameter -> parameter.isAnnotationPresent(PathParam.class))
            .map(parameter -> parameter.getAnnotation(PathParam.class).value());
    return Stream.concat(unused, used).distinct();
  }

  /** What is not taken from path, query, header or cookie is taken from the body. */
  boolean takesBody() {
    return Arrays.stream(method.getParameters())
        .anyMatch(
            parameter ->
                Arrays.stream(parameter.getAnnotations())
                    .noneMatch(
                        annotation ->
                            annotation.annotationType().getName().startsWith("jakarta.ws.rs.")));
  }

  private boolean hasParameter(Class<? extends java.lang.annotation.Annotation> kind) {
    return Arrays.stream(method.getParameters())
        .anyMatch(parameter -> parameter.isAnnotationPresent(kind));
  }
}
