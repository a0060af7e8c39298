package com.tokkatot.firmware;

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

/** Sends offers once they are written down and committed. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class OfferSender {

  private static final System.Logger LOG = System.getLogger(OfferSender.class.getName());

  @Resource(lookup = "java:app/mqtt/connections")
  MqttConnectionFactory broker;

  @EJB RolloutStepper stepper;

  /** Moves all rollouts on. Public: it must leave its timer's transaction. */
  public void sendDue() {
    Upkeep.attempt("rolling out firmware", () -> send(stepper.step()));
  }

  /** What the broker does not take is an offer unanswered: it is made again. */
  private void send(List<OutgoingOffer> offers) {
    if (offers.isEmpty()) {
      return;
    }
    try (var connection = broker.getConnection()) {
      connection.publishAll(offers.stream().map(OutgoingOffer::message).toList());
    } catch (MqttUnavailableException e) {
      LOG.log(System.Logger.Level.WARNING, "Firmware offers wait: {0}", e.getMessage());
    }
  }
}
