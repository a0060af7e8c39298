package com.tokkatot.mqtt;

import java.util.List;

/**
 * Implemented by a message-driven bean whose methods run in a container transaction (REQUIRED); the
 * adapter refuses any other. Delivery is at least once and in the order of one topic: the bean must
 * bear repeats.
 *
 * <p>Never catch an exception of the database here and go on: PostgreSQL then rolls back silently,
 * the container reports a commit, and the messages are lost. Use {@code on conflict} or a
 * savepoint.
 */
public interface MqttMessageListener {

  /**
   * Returning normally <em>and</em> a commit that was proven acknowledges the whole batch. A
   * RuntimeException, {@code setRollbackOnly} or a failed commit acknowledges nothing: the batch is
   * tried again in place a few times, then each message alone, and what still fails goes to {@link
   * #park}.
   *
   * @param batch 1 to batchSize messages, as they came
   */
  void onMessages(List<MqttMessage> batch);

  /**
   * Stores a message that could not be handled, in a transaction of its own; its commit
   * acknowledges the message. If this fails too the database is taken to be away: the adapter
   * leaves the broker, so that others get the messages, and comes back later.
   *
   * @param reason why it was given up, for people
   */
  void park(MqttMessage message, String reason);
}
