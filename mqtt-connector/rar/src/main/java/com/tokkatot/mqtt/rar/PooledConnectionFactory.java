package com.tokkatot.mqtt.rar;

import com.tokkatot.mqtt.MqttConnection;
import com.tokkatot.mqtt.MqttConnectionFactory;
import com.tokkatot.mqtt.MqttUnavailableException;
import jakarta.resource.Referenceable;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import java.io.Serializable;
import javax.naming.Reference;

/** What a bean looks up: asks the container's pool for a handle. */
public class PooledConnectionFactory implements MqttConnectionFactory, Serializable, Referenceable {

  private static final long serialVersionUID = 1L;

  private final MqttManagedConnectionFactory factory;
  private final transient ConnectionManager pool;
  private Reference reference;

  PooledConnectionFactory(MqttManagedConnectionFactory factory, ConnectionManager pool) {
    this.factory = factory;
    this.pool = pool;
  }

  @Override
  public MqttConnection getConnection() {
    try {
      return (MqttConnection) pool.allocateConnection(factory, null);
    } catch (ResourceException e) {
      throw new MqttUnavailableException("No connection in the pool", e);
    }
  }

  @Override
  public void setReference(Reference reference) {
    this.reference = reference;
  }

  @Override
  public Reference getReference() {
    return reference;
  }
}
