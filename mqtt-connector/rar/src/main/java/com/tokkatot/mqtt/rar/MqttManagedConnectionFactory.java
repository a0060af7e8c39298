package com.tokkatot.mqtt.rar;

import com.tokkatot.mqtt.MqttConnection;
import com.tokkatot.mqtt.MqttConnectionFactory;
import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionDefinition;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import java.io.PrintWriter;
import java.util.Set;
import javax.security.auth.Subject;

/** Makes pooled connections. All of them share the adapter's one line, so the pool may be small. */
@ConnectionDefinition(
    connectionFactory = MqttConnectionFactory.class,
    connectionFactoryImpl = PooledConnectionFactory.class,
    connection = MqttConnection.class,
    connectionImpl = ConnectionHandle.class)
public class MqttManagedConnectionFactory
    implements ManagedConnectionFactory, ResourceAdapterAssociation {

  private static final long serialVersionUID = 1L;

  private transient MqttResourceAdapter adapter;
  private transient PrintWriter logWriter;

  @Override
  public Object createConnectionFactory(ConnectionManager pool) {
    return new PooledConnectionFactory(this, pool);
  }

  @Override
  public Object createConnectionFactory() throws ResourceException {
    throw new NotSupportedException("Only within a container");
  }

  @Override
  public ManagedConnection createManagedConnection(Subject subject, ConnectionRequestInfo request) {
    return new MqttManagedConnection(adapter.publisher());
  }

  /** Any free one will do: they do not differ. */
  @Override
  @SuppressWarnings({"rawtypes", "unchecked"}) // the interface is older than generics
  public ManagedConnection matchManagedConnections(
      Set free, Subject subject, ConnectionRequestInfo request) {
    return ((Set<Object>) free)
        .stream()
            .filter(MqttManagedConnection.class::isInstance)
            .map(MqttManagedConnection.class::cast)
            .findAny()
            .orElse(null);
  }

  @Override
  public ResourceAdapter getResourceAdapter() {
    return adapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter adapter) {
    this.adapter = (MqttResourceAdapter) adapter;
  }

  @Override
  public PrintWriter getLogWriter() {
    return logWriter;
  }

  @Override
  public void setLogWriter(PrintWriter logWriter) {
    this.logWriter = logWriter;
  }

  /** The container finds a pool again by equality; factories have no settings of their own. */
  @Override
  public boolean equals(Object other) {
    return other instanceof MqttManagedConnectionFactory that && that.adapter == adapter;
  }

  @Override
  public int hashCode() {
    return MqttManagedConnectionFactory.class.hashCode();
  }
}
