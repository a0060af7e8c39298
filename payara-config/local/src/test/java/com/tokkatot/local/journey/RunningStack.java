package com.tokkatot.local.journey;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.StackOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives journeys the one stack of this test run, fresh, started with the first journey. */
public final class RunningStack implements ParameterResolver {

  private static final ExtensionContext.Namespace OURS =
      ExtensionContext.Namespace.create(RunningStack.class);

  private static final int LOWEST_PORT = 20_000;
  private static final int HIGHEST_PORT = 32_000;
  private static final int PORTS = 40;
  private static final int ATTEMPTS = 100;

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
    return LocalStack.start(options("journey"), System.out);
  }

  /** A stack with data of its own below {@code target}, on ports that nobody has. */
  public static StackOptions options(String name) {
    // Relative to the module, where Maven runs the tests.
    var root = Path.of("..", "..").toAbsolutePath().normalize();
    var data = root.resolve("payara-config/local/target").resolve(name);
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return StackOptions.of(root)
        .withData(data)
        .withCache(root.resolve(".tokkatot"))
        .withPortBase(freePortBase())
        .withFresh(true);
  }

  /** First of so many free ports in a row. */
  // Below what the kernel hands to outgoing connections, any of which may take one of ours
  // meanwhile.
  public static int freePortBase() {
    return IntStream.generate(
            () -> ThreadLocalRandom.current().nextInt(LOWEST_PORT, HIGHEST_PORT - PORTS))
        .limit(ATTEMPTS)
        .filter(base -> IntStream.range(base, base + PORTS).allMatch(RunningStack::isFree))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no " + PORTS + " free ports in a row"));
  }

  private static boolean isFree(int port) {
    try (var probe = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return probe.isBound();
    } catch (IOException e) {
      return false;
    }
  }
}
