package com.tokkatot.courier;

import com.tokkatot.shared.Sql;
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
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Sends what was written down, outside any transaction, as soon as it has been committed. Each
 * channel has threads of its own: a dead mail server holds up no text message.
 *
 * <p>A crash between sending and noting it sends the message again; that is better than a person
 * who waits for a code in vain.
 */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Sender {

  private static final System.Logger LOG = System.getLogger(Sender.class.getName());

  /** Threads of one channel; each waits up to five seconds for the other side. */
  private static final int THREADS = 3;

  @Resource ManagedThreadFactory threads;
  @EJB LetterBox box;
  @Inject Post post;
  @Inject InstantSource time;

  private final Map<Channel, BlockingQueue<Waiting>> queues = new EnumMap<>(Channel.class);
  // What is queued or being sent here, so that the timer does not queue it again each second.
  private final Set<UUID> inHand = ConcurrentHashMap.newKeySet();
  private final Map<String, Thread> senders = new HashMap<>();

  public Sender() {
    for (var channel : Channel.values()) {
      queues.put(channel, new LinkedBlockingQueue<>());
    }
  }

  /** Starts the threads, and those anew that a failure nobody thought of has ended. */
  @PostConstruct
  void start() {
    synchronized (senders) {
      for (var channel : Channel.values()) {
        for (var i = 0; i < THREADS; i++) {
          senders.compute(
              channel + "-" + i,
              (name, old) -> old != null && old.isAlive() ? old : sender(queues.get(channel)));
        }
      }
    }
  }

  private Thread sender(BlockingQueue<Waiting> queue) {
    var sender = threads.newThread(() -> sendForGood(queue));
    sender.start();
    return sender;
  }

  @PreDestroy
  void stop() {
    synchronized (senders) {
      senders.values().forEach(Thread::interrupt);
    }
  }

  /** Takes a message that was just written down. */
  public void handOver(@Observes(during = TransactionPhase.AFTER_SUCCESS) MessageWritten written) {
    queue(written.message());
  }

  /** Queues what is due: what failed before, and what a crash has left. */
  public void catchUp() {
    start();
    box.due(time.instant()).forEach(this::queue);
  }

  private void queue(Waiting message) {
    if (inHand.add(message.id())) {
      queues.get(message.channel()).add(message);
    }
  }

  private void sendForGood(BlockingQueue<Waiting> queue) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        var message = queue.take();
        try {
          send(message.id());
        } catch (EJBException | Sql.SqlFailure e) {
          // The row keeps its lease and is taken again when that is over.
          LOG.log(System.Logger.Level.WARNING, "Message " + message.id() + " has to wait", e);
        } finally {
          inHand.remove(message.id());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** One attempt, unless another node is at it. */
  void send(UUID id) {
    var taken = box.take(id, time.instant());
    if (taken.isEmpty()) {
      return;
    }
    try {
      post.send(taken.get());
      box.sent(id, time.instant());
    } catch (Undelivered e) {
      LOG.log(System.Logger.Level.WARNING, "Message {0} was not sent: {1}", id, e.getMessage());
      box.failed(id, e.getMessage(), e instanceof Refused, time.instant());
    }
  }
}
