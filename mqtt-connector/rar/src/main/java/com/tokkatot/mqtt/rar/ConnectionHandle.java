package com.tokkatot.mqtt.rar;

import com.tokkatot.mqtt.MqttConnection;
import com.tokkatot.mqtt.MqttMessage;
import java.util.List;

/** What a bean holds between {@code getConnection} and {@code close}. */
public class ConnectionHandle implements MqttConnection {

  private MqttManagedConnection managed;

  ConnectionHandle(MqttManagedConnection managed) {
    this.managed = managed;
  }

  @Override
  public void publish(MqttMessage message) {
    open().publisher().publish(message);
  }

  @Override
  public boolean isUp() {
    return open().publisher().connected();
  }

  @Override
  public List<MqttMessage> publishAll(List<MqttMessage> messages) {
    return open().publisher().publishAll(messages);
  }

  @Override
  public void close() {
    if (managed != null) {
      managed.closedBy(this);
      managed = null;
    }
  }

  /** The container moves it to another pooled connection, or takes it away with null. */
  void moveTo(MqttManagedConnection other) {
    managed = other;
  }

  private MqttManagedConnection open() {
    if (managed == null) {
      throw new IllegalStateException("The connection has been closed");
    }
    return managed;
  }
}
