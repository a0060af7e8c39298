package com.tokkatot.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One child and whether it is wanted; all changes of that are made under this object's lock. */
final class SupervisedChild {

  private static final Duration PAUSE = Duration.ofSeconds(1);

  /** Pause for a child that cannot live: something is wrong, and logs should stay readable. */
  private static final Duration LONG_PAUSE = Duration.ofSeconds(15);

  private static final int QUICK_DEATHS = 5;
  private static final Duration QUICK = Duration.ofSeconds(20);

  /** Status of a process killed by SIGKILL; somebody did that, it is no fault of the child. */
  private static final int KILLED = 137;

  private final Child child;
  private final Path run;
  private final ScheduledExecutorService worker;
  private final Progress progress;
  private Process process;
  private ProcessIdentity identity;
  private boolean wanted;
  private volatile boolean retired;
  private int quickDeaths;
  private long startedAt;

  SupervisedChild(Child child, Path run, ScheduledExecutorService worker, Progress progress) {
    this.child = child;
    this.run = run;
    this.worker = worker;
    this.progress = progress;
  }

  String name() {
    return child.name();
  }

  Child child() {
    return child;
  }

  /** Starts it unless it runs. */
  synchronized void start() throws IOException {
    if (retired) {
      throw new StackFailed("The stack is being stopped");
    }
    wanted = true;
    if (process != null && process.isAlive()) {
      return;
    }
    PrivateFiles.directory(child.log().getParent());
    var builder = child.prepare();
    // A session of its own: Ctrl-C at the terminal is for the launcher, which stops the others in
    // order.
    builder.command().add(0, "setsid");
    var started =
        builder
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(child.log().toFile()))
            .start();
    started.getOutputStream().close();
    process = started;
    startedAt = System.nanoTime();
    identity = ProcessIdentity.of(started.pid()).orElse(null);
    if (identity != null) {
      new PidFile(child.name(), identity, child.version(), child.order(), child.probe()).write(run);
    }
    started.onExit().thenAccept(this::ended);
  }

  /** From now on it is never started again; it may still run. */
  void retire() {
    retired = true;
  }

  /** Asks it to stop, waits until it has, and does not start it again. */
  void stop() {
    ProcessIdentity running;
    synchronized (this) {
      wanted = false;
      running = identity;
    }
    if (running != null) {
      Signals.stop(child.stopSignal(), running, child.stopsWithin());
      // The system knows of its end a moment before Java does, and a start must not take it for
      // alive.
      Await.until(Duration.ofSeconds(5), () -> !isRunning());
    }
    try {
      PidFile.delete(run, child.name());
    } catch (IOException e) {
      progress.say("cannot delete the pid file of " + child.name() + ": " + e.getMessage());
    }
  }

  /** Kills it with SIGKILL; it is started again like after any other death. */
  void kill() {
    ProcessIdentity running;
    synchronized (this) {
      running = identity;
    }
    if (running != null) {
      Signals.send("KILL", running);
      Await.until(Duration.ofSeconds(5), () -> !running.isRunning());
    }
  }

  synchronized boolean isRunning() {
    return process != null && process.isAlive();
  }

  /** Its pid; 0 before the first start. */
  synchronized long pid() {
    return identity == null ? 0 : identity.pid();
  }

  private synchronized void ended(Process dead) {
    if (!wanted || dead != process) {
      return;
    }
    var lived = Duration.ofNanos(System.nanoTime() - startedAt);
    boolean quick = dead.exitValue() != KILLED && lived.compareTo(QUICK) < 0;
    quickDeaths = quick ? quickDeaths + 1 : 0;
    progress.say(
        child.name() + " ended with status " + dead.exitValue() + ", it will be started again");
    startLater();
  }

  private void startLater() {
    var pause = quickDeaths < QUICK_DEATHS ? PAUSE : LONG_PAUSE;
    try {
      worker.schedule(this::startAgain, pause.toMillis(), TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException closing) {
      wanted = false;
    }
  }

  private synchronized void startAgain() {
    if (!wanted) {
      return;
    }
    try {
      start();
      progress.say(child.name() + " started again (pid " + pid() + ")");
    } catch (IOException e) {
      progress.say("cannot start " + child.name() + ": " + e.getMessage());
      quickDeaths++;
      startLater();
    }
  }
}
