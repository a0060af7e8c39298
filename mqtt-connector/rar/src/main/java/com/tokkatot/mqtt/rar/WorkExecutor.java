package com.tokkatot.mqtt.rar;

import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkException;
import jakarta.resource.spi.work.WorkManager;
import java.util.concurrent.Executor;

/** Runs tasks on the container's threads; in the caller's own when the container has none. */
record WorkExecutor(WorkManager work) implements Executor {

  @Override
  public void execute(Runnable task) {
    try {
      work.scheduleWork(new Task(task));
    } catch (WorkException refused) {
      task.run();
    }
  }

  private record Task(Runnable task) implements Work {

    @Override
    public void run() {
      task.run();
    }

    @Override
    public void release() {
      // It ends by itself: its deliveries look at the stop sign.
    }
  }
}
