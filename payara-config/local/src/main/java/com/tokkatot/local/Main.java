package com.tokkatot.local;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;

/**
 * The launcher's commands, called by the script {@code tokkatot}: up, down, status and keys. Exit
 * status 0 when all is well, 1 when it failed, 2 for a wrong option, 3 when nothing runs.
 */
public final class Main {

  private static final int FAILED = 1;
  private static final int USAGE = 2;
  private static final int NOT_RUNNING = 3;
  private static final Duration STOP = Duration.ofSeconds(40);

  private Main() {}

  public static void main(String[] arguments) throws Exception {
    try {
      System.exit(run(Arguments.parse(arguments)));
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(USAGE);
    } catch (StackFailed e) {
      System.err.println(e.getMessage());
      System.exit(FAILED);
    }
  }

  private static int run(Arguments arguments) throws Exception {
    switch (arguments.command()) {
      case "up":
        return up(arguments.options());
      case "down":
        return down(arguments.options().layout());
      case "status":
        return status(arguments);
      case "audit":
        return new AuditCommand(arguments.options().layout(), System.getenv(), System.out)
            .run(arguments.words());
      case "keys":
        return new KeysCommand(arguments.options().layout(), InstantSource.system(), System.out)
            .run(arguments.words());
      default:
        throw new IllegalArgumentException("There is no command " + arguments.command());
    }
  }

  private static int up(StackOptions options) throws InterruptedException {
    var stack = LocalStack.start(options, System.out);
    System.out.println(welcome(stack));
    new CountDownLatch(1).await();
    return 0;
  }

  private static String welcome(LocalStack stack) {
    var urls = stack.urls();
    return String.join(
        "\n",
        "",
        "Tokkatot runs.",
        "  start     " + urls.start() + "  everything, and the codes that would have been sent",
        "  web       " + urls.web(),
        "  api       " + urls.api(),
        "  websocket " + urls.ws(),
        "  docs      " + urls.docs(),
        "  hub       " + urls.hub(),
        "  mqtt      " + urls.mqtt() + " (client certificates only)",
        "  sign in   " + stack.credentials().identifier() + "  " + stack.credentials().password(),
        "");
  }

  private static int down(Layout layout) throws Exception {
    var launcher =
        PidFile.read(layout.run(), "launcher")
            .map(PidFile::process)
            .filter(ProcessIdentity::isRunning);
    if (launcher.isPresent()) {
      System.out.println("stopping (pid " + launcher.get().pid() + ")");
      Signals.stop("TERM", launcher.get(), STOP);
    }
    // Whatever a killed launcher has left; there is nothing when it stopped by itself.
    var lock = StackLock.take(layout.run());
    try {
      PrivateFiles.directory(layout.log("launcher").getParent());
      new Orphans(layout, new Progress(System.out, layout.log("launcher"))).stop();
    } finally {
      lock.close();
    }
    System.out.println(launcher.isPresent() ? "stopped" : "not running");
    return 0;
  }

  private static int status(Arguments arguments) {
    var layout = arguments.options().layout();
    var running =
        PidFile.read(layout.run(), "launcher").filter(launcher -> launcher.process().isRunning());
    if (running.isEmpty()) {
      System.err.println("not running");
      return NOT_RUNNING;
    }
    var status = Status.of(layout);
    System.out.print(arguments.json() ? status.json() + "\n" : status.table());
    return status.healthy() ? 0 : FAILED;
  }
}
