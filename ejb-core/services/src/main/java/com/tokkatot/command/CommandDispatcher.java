package com.tokkatot.command;

import com.tokkatot.mqtt.MqttConnectionFactory;
import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.mqtt.MqttUnavailableException;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Upkeep;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Hands committed commands to the broker, outside any transaction. What comes while the broker
 * answers goes with the next batch.
 *
 * <p>A command that was not taken, because the broker was away or we crashed, is still queued in
 * its row. Until those rows are sent, new commands wait in theirs: an "off" must not overtake the
 * "on" before it. A row says that its command may be with the broker before it is sent; while the
 * broker is away rows say that they wait, so that those can be cancelled.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class CommandDispatcher {

  private static final System.Logger LOG = System.getLogger(CommandDispatcher.class.getName());
  private static final int BATCH = 500;
  // Beyond this the rows are the queue; the sweeper brings them in order.
  private static final int MOST_WAITING = 10_000;

  @Resource(lookup = "java:app/mqtt/connections")
  MqttConnectionFactory broker;

  @Resource ManagedThreadFactory threads;
  @EJB CommandOutbox outbox;
  @Inject InstantSource time;

  private final WaitingCommands waiting = new WaitingCommands();
  private final Object turn = new Object();
  private final Queue<SentCommand> sent = new ConcurrentLinkedQueue<>();
  // From the start on: rows of an earlier life may be queued.
  private volatile boolean behind = true;
  private Thread sender;

  /**
   * One thread for good: Payara searches all jars whenever a task is given to a managed executor,
   * which would cost more than the rest of a command.
   */
  @PostConstruct
  void start() {
    sender = threads.newThread(this::sendForGood);
    sender.start();
  }

  @PreDestroy
  void stop() {
    sender.interrupt();
  }

  /** Whether a command that is written down now will be sent as it is handed over. */
  public boolean takes() {
    return !behind && waiting.size() < MOST_WAITING;
  }

  /**
   * Takes a command that was just written down.
   *
   * @param noted whether its row says that it may be with the broker already
   */
  public void handOver(OutgoingCommand command, boolean noted) {
    if (!noted) {
      behind = true; // its row has to be leased, and newer ones of its device stay behind it
    } else if (behind) {
      waitInTheirRows(List.of(command));
    } else {
      waiting.add(command);
    }
  }

  /**
   * Called once a second: gives up on what is too old, then {@link #catchUp}. Each in a transaction
   * of its own: a timer's method has one around it whatever its class says, and what that held, the
   * next step would wait for until its statement is cancelled.
   */
  public void tick() {
    Upkeep.attempt("giving up on old commands", () -> outbox.giveUp(time.instant()));
    Upkeep.attempt("looking for missed commands", this::catchUp);
  }

  /**
   * Notes what was sent and sends what the rows say is due. Most commands are answered by then and
   * need no note. After a crash they are sent again, which is harmless.
   */
  public void catchUp() {
    noteSent();
    if (!isUp()) {
      return;
    }
    if (!behind) {
      outbox.due(time.instant(), false).forEach(waiting::add);
      return;
    }
    // Held while the rows are read: what is handed over from here on was written after them.
    synchronized (turn) {
      behind = false;
      try {
        var due = outbox.due(time.instant(), true);
        if (due.size() == CommandOutbox.BATCH) {
          behind = true; // only ever set here: somebody else may have set it meanwhile
        }
        waiting.addBefore(due);
      } catch (Sql.SqlFailure | EJBException e) {
        behind = true;
        throw e;
      }
    }
  }

  private void sendForGood() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        waiting.await();
        sendNext();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends what has to leave next; if that fails, the rows are the queue again. */
  void sendNext() {
    List<OutgoingCommand> batch;
    synchronized (turn) {
      batch = waiting.take(BATCH);
    }
    var now = time.instant();
    var outcome =
        batch.stream().allMatch(command -> command.maySend(now)) ? tried(batch) : Outcome.NOT_TRIED;
    if (outcome == Outcome.TAKEN) {
      return;
    }
    behind = true;
    var left = new ArrayList<>(waiting.drain());
    if (outcome == Outcome.NOT_TRIED) {
      left.addAll(batch);
    }
    waitInTheirRows(left);
  }

  /** Of a leased row another node may know; it stays as it is. */
  private void waitInTheirRows(List<OutgoingCommand> commands) {
    var handedOver = commands.stream().filter(command -> !command.leased()).toList();
    Upkeep.attempt("noting what was not sent", () -> outbox.notSent(handedOver));
  }

  private boolean isUp() {
    try (var connection = broker.getConnection()) {
      return connection.isUp();
    } catch (MqttUnavailableException e) {
      LOG.log(System.Logger.Level.INFO, "Commands stay queued: {0}", e.getMessage());
      return false;
    }
  }

  private void noteSent() {
    var noted = new ArrayList<SentCommand>();
    for (var one = sent.poll(); one != null; one = sent.poll()) {
      noted.add(one);
    }
    outbox.sent(noted);
  }

  private enum Outcome {
    TAKEN,
    /** Not one of them has left. */
    NOT_TRIED,
    /** Some may have. */
    UNCLEAR
  }

  /** Whatever the broker's library throws, the one thread that sends lives on. */
  private Outcome tried(List<OutgoingCommand> batch) {
    return CompletableFuture.supplyAsync(() -> send(batch), Runnable::run)
        .exceptionally(
            failure -> {
              LOG.log(System.Logger.Level.ERROR, "Commands stay queued", failure);
              return Outcome.UNCLEAR;
            })
        .join();
  }

  private Outcome send(List<OutgoingCommand> batch) {
    var messages = batch.stream().map(OutgoingCommand::message).toList();
    var failed = new HashSet<MqttMessage>();
    var tried = false;
    try (var connection = broker.getConnection()) {
      if (!connection.isUp()) {
        return Outcome.NOT_TRIED;
      }
      tried = true;
      failed.addAll(connection.publishAll(messages));
    } catch (MqttUnavailableException e) {
      LOG.log(System.Logger.Level.INFO, "Commands stay queued: {0}", e.getMessage());
      return tried ? Outcome.UNCLEAR : Outcome.NOT_TRIED;
    }
    var taken = time.instant();
    var unclear = new ArrayList<UUID>();
    for (var i = 0; i < batch.size(); i++) {
      if (failed.contains(messages.get(i))) {
        unclear.add(batch.get(i).id());
      } else {
        sent.add(new SentCommand(batch.get(i).id(), taken));
      }
    }
    Upkeep.attempt("noting what may have been sent", () -> outbox.maybeSent(unclear, taken));
    return failed.isEmpty() ? Outcome.TAKEN : Outcome.UNCLEAR;
  }
}
