package com.tokkatot.local.journey;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives journeys the one stack of this test run, fresh, started with the first journey. */
public final class RunningStack implements ParameterResolver {

  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(RunningStack.class);

  private record Closing(LocalStack stack) implements AutoCloseable {

    @Override
    public void close() {
      stack.close();
    }
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == LocalStack.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(OURS)
        .getOrComputeIfAbsent("stack", key -> new Closing(start()), Closing.class)
        .stack();
  }

  private static LocalStack start() {
    // Relative to the module, where Maven runs the tests.
    var root = Path.of("..", "..").toAbsolutePath().normalize();
    var data = root.resolve("payara-config/local/target/journey");
    try {
      Files.createDirectories(data);
      return LocalStack.start(
          StackOptions.of(root)
              .withData(data)
              .withCache(root.resolve(".tokkatot"))
              .withPortBase(freePortBase())
              .withFresh(true),
          System.out);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  // A port the kernel holds free now; the stack takes the forty from there on.
  private static int freePortBase() throws IOException {
    try (var probe = new ServerSocket(0)) {
      return Math.min(probe.getLocalPort(), 65_000);
    }
  }
}
