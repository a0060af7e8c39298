package com.tokkatot.mqtt.rar;

import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.mqtt.MqttMessageListener;
import com.tokkatot.mqtt.rar.history.History.Id;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import javax.transaction.xa.XAResource;

/**
 * As much of an application server as {@link Delivery} meets, with real transactions of PostgreSQL
 * and a bean that stores each message once. Like the real one it is silent in afterDelivery.
 */
final class RealContainer implements MessageEndpointFactory {

  /** Where something may go wrong, or the process end. */
  enum Step {
    BEFORE_BEGIN,
    AFTER_BEGIN,
    AFTER_STATEMENTS,
    AFTER_COMMIT,
    AFTER_ACKNOWLEDGE
  }

  /** What happens at a step; an exception is the bean's or the database's. */
  interface Fate {
    void at(Step step, Transaction transaction) throws SQLException;
  }

  /** What a fate may lay hands on. */
  static final class Transaction {

    final Connection connection;
    final int messages;
    boolean rollbackOnly;

    Transaction(Connection connection, int messages) {
      this.connection = connection;
      this.messages = messages;
    }
  }

  private final TestStore store;
  private final Fate fate;
  private final Consumer<Id> delivered;
  private final ThreadLocal<Synchronization> outcome = new ThreadLocal<>();

  /**
   * @param delivered is told what the bean is given, before anything is done with it
   */
  RealContainer(TestStore store, Fate fate, Consumer<Id> delivered) {
    this.store = store;
    this.fate = fate;
    this.delivered = delivered;
  }

  TransactionSynchronizationRegistry registry() {
    return (TransactionSynchronizationRegistry)
        Proxy.newProxyInstance(
            getClass().getClassLoader(),
            new Class<?>[] {TransactionSynchronizationRegistry.class},
            (proxy, method, arguments) -> {
              if (!method.getName().equals("registerInterposedSynchronization")) {
                throw new UnsupportedOperationException(method.getName());
              }
              outcome.set((Synchronization) arguments[0]);
              return null;
            });
  }

  @Override
  public MessageEndpoint createEndpoint(XAResource resource) {
    return new StoringBean();
  }

  @Override
  public MessageEndpoint createEndpoint(XAResource resource, long timeout) {
    return new StoringBean();
  }

  @Override
  public boolean isDeliveryTransacted(Method method) {
    return true;
  }

  @Override
  public String getActivationName() {
    return "real";
  }

  @Override
  public Class<?> getEndpointClass() {
    return StoringBean.class;
  }

  private final class StoringBean implements MessageEndpoint, MqttMessageListener {

    private Transaction transaction;
    private boolean failed;

    @Override
    public void beforeDelivery(Method method) {
      try {
        fate.at(Step.BEFORE_BEGIN, null);
        transaction = new Transaction(store.begin(), 0);
      } catch (SQLException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void onMessages(List<MqttMessage> batch) {
      inTransaction(
          batch.size(),
          connection -> {
            var ids = batch.stream().map(message -> Id.of(message.text())).toList();
            ids.forEach(delivered);
            store.add(connection, ids);
          });
    }

    @Override
    public void park(MqttMessage message, String reason) {
      inTransaction(1, connection -> store.park(connection, Id.of(message.text()), reason));
    }

    private void inTransaction(int messages, Statements statements) {
      transaction = new Transaction(transaction.connection, messages);
      try {
        fate.at(Step.AFTER_BEGIN, transaction);
        statements.run(transaction.connection);
        fate.at(Step.AFTER_STATEMENTS, transaction);
      } catch (SQLException | RuntimeException e) {
        failed = true;
        throw new IllegalStateException("as a container wraps it", e);
      }
    }

    @Override
    public void afterDelivery() {
      var synchronization = outcome.get();
      var committed = ended();
      if (committed) {
        try {
          fate.at(Step.AFTER_COMMIT, transaction);
        } catch (SQLException e) {
          throw new IllegalStateException(e);
        }
      }
      synchronization.afterCompletion(
          committed ? Status.STATUS_COMMITTED : Status.STATUS_ROLLEDBACK);
    }

    private boolean ended() {
      try (var connection = transaction.connection) {
        if (failed || transaction.rollbackOnly) {
          connection.rollback();
          return false;
        }
        connection.commit();
        return true;
      } catch (SQLException silent) {
        return false;
      }
    }

    @Override
    public void release() {
      outcome.remove();
    }
  }

  private interface Statements {
    void run(Connection connection) throws SQLException;
  }
}
