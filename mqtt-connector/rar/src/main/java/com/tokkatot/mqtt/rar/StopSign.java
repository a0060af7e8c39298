package com.tokkatot.mqtt.rar;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Raised once, when an activation is to end; ends every wait at once. */
final class StopSign implements Pause {

  private final CompletableFuture<Void> raised = new CompletableFuture<>();

  void raise() {
    raised.complete(null);
  }

  boolean isRaised() {
    return raised.isDone();
  }

  @Override
  public boolean rest(Duration howLong) {
    try {
      raised.get(howLong.toNanos(), TimeUnit.NANOSECONDS);
      return false;
    } catch (TimeoutException e) {
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e); // it is only ever completed with null
    }
  }

  /**
   * @throws LineDownException if it failed, took too long or the sign was raised
   */
  <T> T await(CompletableFuture<T> future, Duration atMost) throws LineDownException {
    try {
      CompletableFuture.anyOf(future, raised).get(atMost.toNanos(), TimeUnit.NANOSECONDS);
      if (!future.isDone()) {
        throw new LineDownException("stopped", null);
      }
      return future.join();
    } catch (ExecutionException e) {
      throw new LineDownException(String.valueOf(e.getCause().getMessage()), e.getCause());
    } catch (TimeoutException e) {
      throw new LineDownException("no answer in " + atMost.toSeconds() + " s", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new LineDownException("interrupted", e);
    }
  }
}
