package com.tokkatot.command;

import com.tokkatot.shared.Unavailable;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.EJB;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Brings together what is asked at the same time: while one transaction commits, the next one
 * gathers. Nobody is answered before the own command is committed, and alone one waits for nobody.
 */
@ApplicationScoped
public class CommandIntake {

  private static final int BATCH = 100;
  // Below the 30 s a request may take.
  private static final Duration PATIENCE = Duration.ofSeconds(25);

  @Resource ManagedThreadFactory threads;
  @EJB CommandWriter writer;
  @EJB CommandDispatcher dispatcher;

  private final BlockingQueue<Waiting> waiting = new LinkedBlockingQueue<>();
  private Thread scribe;

  private record Waiting(AskedCommand asked, CompletableFuture<WrittenCommand> answer) {}

  @PostConstruct
  void start() {
    scribe = threads.newThread(this::writeForGood);
    scribe.start();
  }

  @PreDestroy
  void stop() {
    scribe.interrupt();
  }

  /**
   * Writes these down; they are sent once they are committed.
   *
   * @return what became of each, in the same order
   * @throws Unavailable if that takes too long ({@code SERVICE_UNAVAILABLE})
   */
  public List<WrittenCommand> write(List<AskedCommand> asked) {
    var mine = asked.stream().map(one -> new Waiting(one, new CompletableFuture<>())).toList();
    waiting.addAll(mine);
    return mine.stream().map(one -> await(one.answer())).toList();
  }

  private static WrittenCommand await(CompletableFuture<WrittenCommand> answer) {
    try {
      return answer.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw new IllegalStateException(e.getCause());
    } catch (TimeoutException e) {
      throw new Unavailable("SERVICE_UNAVAILABLE", "writing the command down takes too long");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("SERVICE_UNAVAILABLE", "this node is stopping");
    }
  }

  private void writeForGood() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        var batch = new ArrayList<Waiting>();
        batch.add(waiting.take());
        waiting.drainTo(batch, BATCH - 1);
        write(batch, true);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * @param together whether a failure may be the fault of one of them: then each is tried alone
   */
  private void write(List<Waiting> batch, boolean together) {
    // Asked before they are written: the rows say which way these go.
    var sending = dispatcher.takes();
    // As a future: whatever goes wrong is answered, and the one thread that writes lives on.
    CompletableFuture.supplyAsync(
            () -> writer.write(batch.stream().map(Waiting::asked).toList(), sending), Runnable::run)
        .whenComplete(
            (written, failure) -> {
              if (failure == null) {
                answer(batch, written, sending);
              } else if (together && batch.size() > 1) {
                batch.forEach(one -> write(List.of(one), false));
              } else {
                batch.forEach(one -> one.answer().completeExceptionally(failure.getCause()));
              }
            });
  }

  private void answer(List<Waiting> batch, List<WrittenCommand> written, boolean sending) {
    for (var one : written) {
      if (one.isNew() && one.refused() == null) {
        dispatcher.handOver(one.command().outgoing(), sending);
      }
    }
    for (var i = 0; i < written.size(); i++) {
      batch.get(i).answer().complete(written.get(i));
    }
  }
}
