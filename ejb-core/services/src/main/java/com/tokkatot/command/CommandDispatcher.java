package com.tokkatot.command;

import com.tokkatot.mqtt.MqttConnectionFactory;
import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.mqtt.MqttUnavailableException;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hands committed commands to the broker, outside any transaction. One drain at a time: what comes
 * while the broker answers goes with the next batch. A command lost here, by a crash or because the
 * broker is away, is still queued in its row, and the sweeper finds it.
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

  @Resource ManagedExecutorService executor;
  @EJB CommandOutbox outbox;
  @Inject InstantSource time;

  private final Queue<OutgoingCommand> waiting = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean draining = new AtomicBoolean();

  public void handOver(
      @Observes(during = TransactionPhase.AFTER_SUCCESS) CommandRequested requested) {
    dispatch(List.of(requested.command()));
  }

  public void dispatch(List<OutgoingCommand> commands) {
    if (waiting.size() < MOST_WAITING) {
      waiting.addAll(commands);
      wake();
    }
  }

  private void wake() {
    if (!waiting.isEmpty() && draining.compareAndSet(false, true)) {
      executor.execute(this::drain);
    }
  }

  private void drain() {
    try {
      for (var batch = next(); !batch.isEmpty(); batch = next()) {
        send(batch);
      }
    } catch (MqttUnavailableException e) {
      waiting.clear();
      LOG.log(System.Logger.Level.INFO, "Commands stay queued: {0}", e.getMessage());
    } finally {
      draining.set(false);
    }
    wake();
  }

  private List<OutgoingCommand> next() {
    var batch = new ArrayList<OutgoingCommand>();
    while (batch.size() < BATCH) {
      var command = waiting.poll();
      if (command == null) {
        break;
      }
      batch.add(command);
    }
    return batch;
  }

  private void send(List<OutgoingCommand> batch) {
    var now = time.instant();
    var messages = batch.stream().map(command -> command.message(now)).toList();
    var failed = new HashSet<MqttMessage>();
    try (var connection = broker.getConnection()) {
      failed.addAll(connection.publishAll(messages));
    }
    var sent = new ArrayList<OutgoingCommand>();
    for (var i = 0; i < batch.size(); i++) {
      if (!failed.contains(messages.get(i))) {
        sent.add(batch.get(i));
      }
    }
    outbox.sent(sent, time.instant());
  }
}
