package com.tokkatot.edge.journal;

import com.tokkatot.edge.link.Quiet;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The hub's one writer. Steps wait in a queue; the writer takes all that wait, runs them in one
 * transaction, syncs once, and then lets each step's effect happen. A record that was acknowledged
 * is therefore on the disk, and a hundred records cost one sync.
 *
 * <p>A step that fails is tried once more alone, so that it spoils nobody else's commit.
 */
public final class Journal implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Journal.class.getName());
  private static final int MOST_STEPS = 500;

  /**
   * How much that is not urgent may wait for a commit that is; losing it only repeats a message.
   */
  private static final int MOST_LAZY = 200;

  private static final Duration LONGEST_LAZY = Duration.ofSeconds(1);

  private record Item(Step step, boolean urgent, Runnable failed) {}

  private final Connection connection;
  private final Store store;
  private final InstantSource time;
  private final Quiet quiet;
  private final BlockingQueue<Item> waiting = new LinkedBlockingQueue<>();
  private final List<Item> lazy = new ArrayList<>();
  private final List<Hook> hooks = new ArrayList<>();
  private final Thread writer;
  private Instant lazySince;
  private volatile boolean closing;

  /** Runs after every commit and every {@link #nudge}, on the writer's thread, outside a step. */
  @FunctionalInterface
  public interface Hook {
    void run(Store store) throws SQLException;
  }

  private Journal(Connection connection, ThreadFactory threads, InstantSource time) {
    this.connection = connection;
    this.store = new Store(connection);
    this.time = time;
    this.quiet = new Quiet(time);
    this.writer = threads.newThread(this::write);
  }

  /**
   * Opens the journal, makes its tables, and starts the writer.
   *
   * @param directory holds {@code journal.db}; made if absent
   * @throws IOException if the directory or the database cannot be used
   */
  public static Journal open(Path directory, ThreadFactory threads, InstantSource time)
      throws IOException {
    Files.createDirectories(directory);
    Database.prepareDriver(directory);
    try {
      var journal = new Journal(Database.open(directory), threads, time);
      journal.writer.start();
      return journal;
    } catch (SQLException e) {
      throw new IOException("The journal in " + directory + " cannot be opened", e);
    }
  }

  /** Adds a hook. Only before the first step. */
  public void afterCommit(Hook hook) {
    hooks.add(hook);
  }

  /**
   * Runs a step and commits as soon as possible.
   *
   * @param failed called instead of the step's effect when it could not be made durable
   */
  public void submit(Step step, Runnable failed) {
    waiting.add(new Item(step, true, failed));
  }

  /**
   * Runs a step with the next commit, a second from now at the latest. For marks, not for facts.
   */
  public void later(Step step) {
    waiting.add(new Item(step, false, Step.NOTHING));
  }

  /** Runs the hooks. */
  public void nudge() {
    waiting.add(new Item(null, false, Step.NOTHING));
  }

  /**
   * Runs a step and waits for it. Not on the writer's thread.
   *
   * @throws IOException if it could not be made durable within 10 s
   */
  public void await(Step step) throws IOException {
    var done = new CompletableFuture<Void>();
    submit(
        store -> {
          var effect = step.in(store);
          return () -> {
            effect.run();
            done.complete(null);
          };
        },
        () -> done.completeExceptionally(new IOException("not durable")));
    try {
      done.get(10, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException("The journal did not take it", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted", e);
    }
  }

  /** What is to be known of the store. */
  @FunctionalInterface
  public interface Question<T> {
    T ask(Store store) throws SQLException;
  }

  /**
   * Asks and waits for the answer. Not on the writer's thread.
   *
   * @throws IOException as for {@link #await}
   */
  public <T> T ask(Question<T> question) throws IOException {
    var answer = new AtomicReference<T>();
    await(
        store -> {
          answer.set(question.ask(store));
          return Step.NOTHING;
        });
    return answer.get();
  }

  /** Commits what waits and closes the file. */
  @Override
  public void close() {
    closing = true;
    nudge();
    try {
      writer.join(5000);
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "The journal did not close well", e);
    }
  }

  private void write() {
    var batch = new ArrayList<Item>();
    try {
      while (!closing || !waiting.isEmpty()) {
        takeInto(batch);
        if (shouldCommit(batch)) {
          commit(batch);
        }
        batch.clear();
        hooks.forEach(this::run);
      }
      commit(batch);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the container ends its threads so
    }
  }

  private void takeInto(List<Item> batch) throws InterruptedException {
    var first =
        lazy.isEmpty()
            ? waiting.take()
            : waiting.poll(LONGEST_LAZY.toMillis(), TimeUnit.MILLISECONDS);
    if (first == null) {
      return;
    }
    batch.add(first);
    waiting.drainTo(batch, MOST_STEPS - 1);
    batch.removeIf(
        item -> {
          if (!item.urgent() && item.step() != null) {
            lazySince = lazy.isEmpty() ? time.instant() : lazySince;
            lazy.add(item);
          }
          return !item.urgent();
        });
  }

  private boolean shouldCommit(List<Item> urgent) {
    return !urgent.isEmpty()
        || lazy.size() >= MOST_LAZY
        || (!lazy.isEmpty() && !time.instant().isBefore(lazySince.plus(LONGEST_LAZY)));
  }

  private void commit(List<Item> urgent) {
    var steps = new ArrayList<>(lazy);
    steps.addAll(urgent);
    lazy.clear();
    var effects = committed(steps);
    if (effects != null) {
      effects.forEach(this::run);
      return;
    }
    for (var item : steps) {
      var alone = committed(List.of(item));
      if (alone == null) {
        run(item.failed());
      } else {
        alone.forEach(this::run);
      }
    }
  }

  /** The effects, or null if nothing was committed. */
  private List<Runnable> committed(List<Item> steps) {
    if (steps.isEmpty()) {
      return List.of();
    }
    var effects = new ArrayList<Runnable>(steps.size());
    try {
      connection.setAutoCommit(false);
      for (var item : steps) {
        effects.add(item.step().in(store));
      }
      connection.commit();
      return effects;
    } catch (SQLException | RuntimeException e) {
      // A full card fails with every message; a log that grows by each would not help it.
      if (quiet.allows()) {
        LOG.log(Level.WARNING, "A commit of " + steps.size() + " steps failed", e);
      }
      rollBack();
      return null;
    } finally {
      autoCommit();
    }
  }

  private void rollBack() {
    try {
      connection.rollback();
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "The journal could not roll back", e);
    }
  }

  private void autoCommit() {
    try {
      connection.setAutoCommit(true);
    } catch (SQLException e) {
      LOG.log(Level.WARNING, "The journal is in a bad state", e);
    }
  }

  private void run(Hook hook) {
    try {
      hook.run(store);
    } catch (SQLException | RuntimeException e) {
      LOG.log(Level.WARNING, "A hook failed", e);
    }
  }

  private void run(Runnable effect) {
    try {
      effect.run();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "An effect failed", e); // what is durable stays; resending mends it
    }
  }
}
