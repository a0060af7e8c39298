package com.tokkatot.stop;

import com.tokkatot.mqtt.MqttConnectionFactory;
import com.tokkatot.mqtt.MqttUnavailableException;
import com.tokkatot.shared.Upkeep;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.List;

/** Sends orders about stops at once, past all commands, and again until the hub agrees. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StopSender {

  private static final System.Logger LOG = System.getLogger(StopSender.class.getName());

  @Resource(lookup = "java:app/mqtt/connections")
  MqttConnectionFactory broker;

  @EJB StopRows rows;

  /** Hands them to the broker; what it does not take is sent by the next look. */
  public void send(List<OutgoingStop> orders) {
    if (orders.isEmpty()) {
      return;
    }
    try (var connection = broker.getConnection()) {
      connection.publishAll(orders.stream().map(OutgoingStop::message).toList());
    } catch (MqttUnavailableException e) {
      LOG.log(System.Logger.Level.WARNING, "Emergency stops wait: {0}", e.getMessage());
    }
  }

  /**
   * Sends what hubs that listen have not confirmed. Public: it must leave its timer's transaction.
   */
  public void sendDue() {
    Upkeep.attempt("sending emergency stops again", () -> send(rows.due()));
  }
}
