package com.tokkatot.mqtt.rar;

import com.tokkatot.mqtt.MqttMessageListener;
import jakarta.resource.spi.Activation;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;

/**
 * What a bean wants to hear. Set by {@code @ActivationConfigProperty}; the names are the properties
 * below.
 */
@Activation(messageListeners = MqttMessageListener.class)
public class MqttActivationSpec implements ActivationSpec, Serializable {

  private static final long serialVersionUID = 1L;

  private transient ResourceAdapter adapter;
  private String topicFilter;
  private String subscriptionName;
  private Integer qos = 1;
  private Integer batchSize = 500;
  private Integer lingerMs = 0;
  private Integer lanes = 1;
  private Integer receiveMaximum = 1000;
  private Integer sessionExpirySeconds = 86_400;

  @Override
  public void validate() throws InvalidPropertyException {
    require(topicFilter != null && !topicFilter.isBlank(), "topicFilter is missing");
    require(
        subscriptionName != null && subscriptionName.matches("[a-z0-9-]{1,40}"),
        "subscriptionName must be 1 to 40 of a-z, 0-9 and -");
    require(qos >= 0 && qos <= 2, "qos must be 0, 1 or 2");
    require(batchSize >= 1 && batchSize <= 10_000, "batchSize must be 1 to 10000");
    require(lingerMs >= 0 && lingerMs <= 1000, "lingerMs must be 0 to 1000");
    require(lanes >= 1 && lanes <= 16, "lanes must be 1 to 16");
    require(receiveMaximum >= 1 && receiveMaximum <= 65_535, "receiveMaximum must be 1 to 65535");
    require(sessionExpirySeconds >= 0, "sessionExpirySeconds must not be negative");
  }

  private static void require(boolean holds, String otherwise) throws InvalidPropertyException {
    if (!holds) {
      throw new InvalidPropertyException(otherwise);
    }
  }

  @Override
  public ResourceAdapter getResourceAdapter() {
    return adapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter adapter) {
    this.adapter = adapter;
  }

  /** An MQTT filter, usually shared between nodes: {@code $share/cloud/farm/+/devices/+/status}. */
  public String getTopicFilter() {
    return topicFilter;
  }

  public void setTopicFilter(String topicFilter) {
    this.topicFilter = topicFilter;
  }

  /** Last part of the client id: fixed, so that the broker keeps the session over restarts. */
  public String getSubscriptionName() {
    return subscriptionName;
  }

  public void setSubscriptionName(String subscriptionName) {
    this.subscriptionName = subscriptionName;
  }

  public Integer getQos() {
    return qos;
  }

  public void setQos(Integer qos) {
    this.qos = qos;
  }

  /** Most messages in one transaction. */
  public Integer getBatchSize() {
    return batchSize;
  }

  public void setBatchSize(Integer batchSize) {
    this.batchSize = batchSize;
  }

  /** How long a batch may wait for more; 0 takes what is there. Keep it below 5 behind HiveMQ. */
  public Integer getLingerMs() {
    return lingerMs;
  }

  public void setLingerMs(Integer lingerMs) {
    this.lingerMs = lingerMs;
  }

  /**
   * How many topics of one batch are handled at the same time, each in a transaction of its own.
   */
  public Integer getLanes() {
    return lanes;
  }

  public void setLanes(Integer lanes) {
    this.lanes = lanes;
  }

  /** Most messages not yet acknowledged: bounds the adapter's memory. */
  public Integer getReceiveMaximum() {
    return receiveMaximum;
  }

  public void setReceiveMaximum(Integer receiveMaximum) {
    this.receiveMaximum = receiveMaximum;
  }

  /** How long the broker keeps the session of an absent node. */
  public Integer getSessionExpirySeconds() {
    return sessionExpirySeconds;
  }

  public void setSessionExpirySeconds(Integer sessionExpirySeconds) {
    this.sessionExpirySeconds = sessionExpirySeconds;
  }
}
