package com.tokkatot.local;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Makes the class archives that are missing, one after the other, while the stack already serves.
 */
final class ArchiveMaker implements AutoCloseable {

  private final List<ClassArchive> archives;
  private final Progress progress;
  private Process running;
  private boolean closed;

  ArchiveMaker(List<ClassArchive> archives, Progress progress) {
    this.archives = archives;
    this.progress = progress;
  }

  /** Completes when all are made; exceptionally never, for a start without them works as well. */
  CompletableFuture<Void> start() {
    return CompletableFuture.runAsync(() -> archives.forEach(this::make))
        .exceptionally(
            failure -> {
              progress.say("the next start will not be faster: " + failure.getMessage());
              return null;
            });
  }

  private void make(ClassArchive archive) {
    if (archive.isMade()) {
      return;
    }
    try {
      Process process;
      synchronized (this) {
        if (closed) {
          return;
        }
        process = archive.make();
        running = process;
      }
      if (process.waitFor() == 0) {
        archive.keep();
      }
    } catch (IOException e) {
      throw new CompletionException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (running != null) {
      running.destroy();
    }
  }
}
