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
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Hands committed commands to the broker, outside any transaction. What comes while the broker
 * answers goes with the next batch.
 *
 * <p>A command that was not taken, because the broker was away or we crashed, is still queued in
 * its row. Until those rows are sent, new commands wait in theirs: an "off" must not overtake the
 * "on" before it. While the broker is away no row is leased, so that what waits can be cancelled.
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

  /** Takes a command that was just written down. */
  public void handOver(OutgoingCommand command) {
    if (!behind && waiting.size() < MOST_WAITING) {
      waiting.add(command);
    }
  }

  /**
   * Notes what was sent and sends what the rows say is due; called once a second. Most commands are
   * answered by then and need no note. After a crash they are sent again, which is harmless.
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
        behind = due.size() == CommandOutbox.BATCH;
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
    if (!batch.stream().allMatch(command -> command.maySend(now)) || !send(batch)) {
      behind = true;
      waiting.clear();
    }
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

  /** Whether the broker took all of them. */
  private boolean send(List<OutgoingCommand> batch) {
    var now = time.instant();
    var messages = batch.stream().map(command -> command.message(now)).toList();
    var failed = new HashSet<MqttMessage>();
    try (var connection = broker.getConnection()) {
      if (!connection.isUp()) {
        return false;
      }
      failed.addAll(connection.publishAll(messages));
    } catch (MqttUnavailableException e) {
      LOG.log(System.Logger.Level.INFO, "Commands stay queued: {0}", e.getMessage());
      return false;
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
    return failed.isEmpty();
  }
}
