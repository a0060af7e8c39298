package com.tokkatot.local;

/**
 * Stops what this JVM started when the JVM is told to end (TERM, INT) before it came to stop it by
 * itself. Closing it forgets the wish.
 */
final class AtExit implements AutoCloseable {

  private final Thread hook;

  private AtExit(Thread hook) {
    this.hook = hook;
  }

  /**
   * @param stop may run beside the thread that works, and must do no harm the second time
   */
  static AtExit run(Runnable stop) {
    var hook = new Thread(stop, "stop");
    Runtime.getRuntime().addShutdownHook(hook);
    return new AtExit(hook);
  }

  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM ends already, and the hook runs or ran.
    }
  }
}
