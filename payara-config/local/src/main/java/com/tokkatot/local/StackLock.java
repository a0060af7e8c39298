package com.tokkatot.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/**
 * One launcher a data folder. The system gives the lock back when its holder dies, however it dies,
 * so a killed launcher leaves no stale lock.
 */
final class StackLock implements AutoCloseable {

  /** A killed launcher holds its lock until the system has taken it apart. */
  private static final Duration DYING = Duration.ofSeconds(2);

  private final FileChannel channel;

  private StackLock(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws StackFailed when another launcher has it, saying which
   */
  static StackLock take(Path run) throws IOException {
    var file = PrivateFiles.directory(run).resolve("lock");
    var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    var taken = new FileLock[1];
    if (!Await.until(DYING, () -> (taken[0] = tryLock(channel)) != null)) {
      channel.close();
      var holder =
          PidFile.read(run, "launcher")
              .map(launcher -> " (pid " + launcher.process().pid() + ")")
              .orElse("");
      throw new StackFailed(
          "A stack already runs on "
              + run.getParent()
              + holder
              + ". ./tokkatot status shows it, ./tokkatot down stops it.");
    }
    return new StackLock(channel);
  }

  private static FileLock tryLock(FileChannel channel) {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException sameProcess) {
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }
}
