package com.tokkatot.mqtt.rar;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.Connector;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterInternalException;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.io.IOException;
import java.io.Serializable;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAResource;

/**
 * One broker, as the container sees it. Its properties may stay empty: then the system property of
 * the same meaning counts ({@code tokkatot.mqtt.host}, {@code .port}, {@code .keystore}, {@code
 * .keystore.password}, {@code .truststore}, {@code .truststore.password}, {@code
 * tokkatot.node.name}), then the environment ({@code TOKKATOT_MQTT_HOST}, ...).
 */
@Connector(
    displayName = "Tokkatot MQTT",
    vendorName = "Tokkatot",
    eisType = "MQTT 5 broker",
    version = "2.0",
    transactionSupport = TransactionSupportLevel.NoTransaction)
public class MqttResourceAdapter implements ResourceAdapter, Serializable {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = System.getLogger(MqttResourceAdapter.class.getName());

  private record Endpoint(MessageEndpointFactory factory, ActivationSpec spec) {}

  private String host;
  private Integer port;
  private String keystore;
  private String keystorePassword;
  private String truststore;
  private String truststorePassword;
  private String nodeName;

  private transient BootstrapContext container;
  private transient SecureClients clients;
  private transient Publisher publisher;
  private transient Map<Endpoint, Activation> activations;

  @Override
  public void start(BootstrapContext context) throws ResourceAdapterInternalException {
    container = context;
    activations = new ConcurrentHashMap<>();
    try {
      var settings = BrokerSettings.from(this, System::getProperty, System::getenv);
      clients = new SecureClients(settings);
      publisher = Publisher.connecting(clients, InstantSource.system());
      LOG.log(Level.INFO, "MQTT adapter for {0}", settings);
    } catch (IllegalArgumentException | GeneralSecurityException | IOException e) {
      throw new ResourceAdapterInternalException(
          "The MQTT adapter cannot start: " + e.getMessage(), e);
    }
  }

  @Override
  public void stop() {
    activations.values().forEach(Activation::stop);
    activations.clear();
    publisher.close();
  }

  @Override
  public void endpointActivation(MessageEndpointFactory factory, ActivationSpec spec)
      throws ResourceException {
    if (!(spec instanceof MqttActivationSpec ours)) {
      throw new NotSupportedException("Not an MQTT activation: " + spec);
    }
    var activation =
        Activation.prepared(
            clients,
            ours,
            factory,
            container.getTransactionSynchronizationRegistry(),
            container.getWorkManager(),
            InstantSource.system());
    activation.start(container.getWorkManager());
    // Kept only once it runs: a half-made activation must not be found by deactivation.
    activations.put(new Endpoint(factory, spec), activation);
  }

  @Override
  public void endpointDeactivation(MessageEndpointFactory factory, ActivationSpec spec) {
    var activation = activations.remove(new Endpoint(factory, spec));
    if (activation != null) {
      activation.stop();
    }
  }

  /** No recovery is needed: the adapter takes part in no transaction. */
  @Override
  public XAResource[] getXAResources(ActivationSpec[] specs) {
    return new XAResource[0];
  }

  /** The node's one outgoing line, shared by all pooled connections. */
  Publisher publisher() {
    return Objects.requireNonNull(publisher, "the adapter has not been started");
  }

  public String getHost() {
    return host;
  }

  @ConfigProperty(description = "Broker host; default: system property tokkatot.mqtt.host")
  public void setHost(String host) {
    this.host = host;
  }

  public Integer getPort() {
    return port;
  }

  @ConfigProperty(
      type = Integer.class,
      description = "Broker TLS port; default: tokkatot.mqtt.port")
  public void setPort(Integer port) {
    this.port = port;
  }

  public String getKeystore() {
    return keystore;
  }

  @ConfigProperty(description = "PKCS12 file; default: tokkatot.mqtt.keystore")
  public void setKeystore(String keystore) {
    this.keystore = keystore;
  }

  public String getKeystorePassword() {
    return keystorePassword;
  }

  @ConfigProperty(confidential = true, description = "Default: tokkatot.mqtt.keystore.password")
  public void setKeystorePassword(String keystorePassword) {
    this.keystorePassword = keystorePassword;
  }

  public String getTruststore() {
    return truststore;
  }

  @ConfigProperty(description = "PKCS12 file; default: tokkatot.mqtt.truststore")
  public void setTruststore(String truststore) {
    this.truststore = truststore;
  }

  public String getTruststorePassword() {
    return truststorePassword;
  }

  @ConfigProperty(confidential = true, description = "Default: tokkatot.mqtt.truststore.password")
  public void setTruststorePassword(String truststorePassword) {
    this.truststorePassword = truststorePassword;
  }

  public String getNodeName() {
    return nodeName;
  }

  @ConfigProperty(description = "Unique name of this node; default: tokkatot.node.name")
  public void setNodeName(String nodeName) {
    this.nodeName = nodeName;
  }
}
