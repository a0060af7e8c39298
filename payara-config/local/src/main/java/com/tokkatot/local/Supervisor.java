package com.tokkatot.local;

import java.io.IOException;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * Keeps the child processes running: one that dies is started again, until it is stopped or the
 * stack is closed.
 */
final class Supervisor implements AutoCloseable {

  private final ScheduledExecutorService worker =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            var thread = new Thread(task, "supervisor");
            thread.setDaemon(true);
            return thread;
          });
  private final Map<String, SupervisedChild> children = new LinkedHashMap<>();
  private final Layout layout;
  private final Progress progress;
  private boolean closed;

  Supervisor(Layout layout, Progress progress) {
    this.layout = layout;
    this.progress = progress;
  }

  /** Starts it for the first time and keeps it running from now on. */
  void start(Child child) throws IOException {
    var supervised = new SupervisedChild(child, layout.run(), worker, progress);
    synchronized (children) {
      if (closed) {
        throw new StackFailed("The stack is being stopped");
      }
      if (children.putIfAbsent(child.name(), supervised) != null) {
        throw new IllegalStateException(child.name() + " is started already");
      }
    }
    supervised.start();
  }

  boolean isClosed() {
    synchronized (children) {
      return closed;
    }
  }

  /**
   * @throws StackFailed when no child has that name
   */
  SupervisedChild child(String name) {
    synchronized (children) {
      var child = children.get(name);
      if (child == null) {
        throw new StackFailed(
            "There is no process " + name + "; there are " + String.join(", ", children.keySet()));
      }
      return child;
    }
  }

  /** Stops these at the same time and returns when all have ended. */
  void stopAll(Collection<String> names) {
    List<SupervisedChild> chosen;
    synchronized (children) {
      chosen = children.values().stream().filter(child -> names.contains(child.name())).toList();
    }
    var threads = Executors.newCachedThreadPool();
    try {
      CompletableFuture.allOf(
              chosen.stream()
                  .map(child -> CompletableFuture.runAsync(child::stop, threads))
                  .toArray(CompletableFuture<?>[]::new))
          .join();
    } finally {
      threads.shutdown();
    }
  }

  List<String> names() {
    synchronized (children) {
      return List.copyOf(children.keySet());
    }
  }

  @Override
  public void close() {
    synchronized (children) {
      closed = true;
      children.values().forEach(SupervisedChild::retire);
    }
    worker.shutdownNow();
    stopAll(names());
  }
}
