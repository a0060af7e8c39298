package com.tokkatot.local.chaos;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** One direction of a thin line: what goes over it waits for its turn, then travels. */
final class SlowWay {

  /** About what a packet carries. */
  private static final int PIECE = 1400;

  private static final int MOST_UNDER_WAY = 1024;
  private static final byte[] END = {};

  private final double nanosPerByte;
  private volatile long delayNanos;
  private final AtomicLong bytes = new AtomicLong();
  private long freeAt = System.nanoTime();

  private record Piece(byte[] bytes, long arrivesAt) {}

  SlowWay(long bitsPerSecond, Duration delay) {
    this.nanosPerByte = 8e9 / bitsPerSecond;
    this.delayNanos = delay.toNanos();
  }

  /** What enters from now on travels so long. */
  void delay(Duration delay) {
    delayNanos = delay.toNanos();
  }

  long bytes() {
    return bytes.get();
  }

  /** Carries until one of the ends is closed, then closes both. On this thread and another one. */
  void carry(Socket from, Socket to, Executor threads) {
    var travelling = new ArrayBlockingQueue<Piece>(MOST_UNDER_WAY);
    threads.execute(() -> deliver(travelling, to));
    var buffer = new byte[PIECE];
    try (from) {
      var in = from.getInputStream();
      for (var length = in.read(buffer); length >= 0; length = in.read(buffer)) {
        var sentAt = turn(length);
        until(sentAt);
        bytes.addAndGet(length);
        travelling.put(new Piece(Arrays.copyOf(buffer, length), sentAt + delayNanos));
      }
    } catch (IOException closed) {
      // One end has closed: the other one learns it behind what is still on the way.
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } finally {
      end(travelling);
    }
  }

  private void end(BlockingQueue<Piece> travelling) {
    try {
      travelling.put(new Piece(END, System.nanoTime() + delayNanos));
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static void deliver(BlockingQueue<Piece> travelling, Socket to) {
    var broken = false;
    try (to) {
      for (var piece = travelling.take(); piece.bytes != END; piece = travelling.take()) {
        if (!broken) {
          until(piece.arrivesAt);
          broken = !written(piece, to);
        }
      }
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    } catch (IOException closed) {
      // It is closed either way.
    }
  }

  private static boolean written(Piece piece, Socket to) {
    try {
      to.getOutputStream().write(piece.bytes);
      return true;
    } catch (IOException closed) {
      return false;
    }
  }

  /** When the last bit of so many bytes has left. */
  private synchronized long turn(int length) {
    freeAt = Math.max(freeAt, System.nanoTime()) + (long) (length * nanosPerByte);
    return freeAt;
  }

  private static void until(long at) {
    for (var left = at - System.nanoTime(); left > 0; left = at - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
  }
}
