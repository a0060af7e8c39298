package com.tokkatot.mqtt.rar;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;

/** A place in the container's pool. It owns nothing: the line belongs to the adapter. */
final class MqttManagedConnection implements ManagedConnection {

  private final Publisher publisher;
  private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
  private final Set<ConnectionHandle> handles = ConcurrentHashMap.newKeySet();
  private PrintWriter logWriter;

  MqttManagedConnection(Publisher publisher) {
    this.publisher = publisher;
  }

  Publisher publisher() {
    return publisher;
  }

  @Override
  public Object getConnection(Subject subject, ConnectionRequestInfo request) {
    var handle = new ConnectionHandle(this);
    handles.add(handle);
    return handle;
  }

  void closedBy(ConnectionHandle handle) {
    if (handles.remove(handle)) {
      var event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
      event.setConnectionHandle(handle);
      listeners.forEach(listener -> listener.connectionClosed(event));
    }
  }

  @Override
  public void associateConnection(Object connection) {
    var handle = (ConnectionHandle) connection;
    handle.moveTo(this);
    handles.add(handle);
  }

  @Override
  public void cleanup() {
    handles.forEach(handle -> handle.moveTo(null));
    handles.clear();
  }

  @Override
  public void destroy() {
    cleanup();
  }

  @Override
  public void addConnectionEventListener(ConnectionEventListener listener) {
    listeners.add(listener);
  }

  @Override
  public void removeConnectionEventListener(ConnectionEventListener listener) {
    listeners.remove(listener);
  }

  @Override
  public XAResource getXAResource() throws ResourceException {
    throw new NotSupportedException("Publishing takes part in no transaction");
  }

  @Override
  public LocalTransaction getLocalTransaction() throws ResourceException {
    throw new NotSupportedException("Publishing takes part in no transaction");
  }

  @Override
  public ManagedConnectionMetaData getMetaData() {
    return new MetaData();
  }

  @Override
  public void setLogWriter(PrintWriter logWriter) {
    this.logWriter = logWriter;
  }

  @Override
  public PrintWriter getLogWriter() {
    return logWriter;
  }

  private static final class MetaData implements ManagedConnectionMetaData {
    @Override
    public String getEISProductName() {
      return "MQTT broker";
    }

    @Override
    public String getEISProductVersion() {
      return "5";
    }

    @Override
    public int getMaxConnections() {
      return 0; // no limit
    }

    @Override
    public String getUserName() {
      return "";
    }
  }
}
