package com.tokkatot.shared;

import com.tokkatot.mqtt.MqttMessage;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.InstantSource;

/** Keeps messages that could not be understood or stored, so that a person can look at them. */
@Stateless
public class ParkedMessages {

  static final int KEPT = 1000;
  private static final System.Logger LOG = System.getLogger(ParkedMessages.class.getName());

  @Inject Sql sql;
  @Inject InstantSource time;

  /** Keeps one message in the caller's transaction. */
  public void park(MqttMessage message, String reason) {
    LOG.log(System.Logger.Level.DEBUG, "Parked {0}: {1}", message.topic(), reason);
    sql.update(
        "insert into parked_message (topic, payload, reason, parked_at) values (?, ?, ?, ?)",
        message.topic(),
        message.payload(),
        reason,
        time.instant());
  }

  /** Forgets all but the newest {@link #KEPT}. */
  public void forgetOldOnes() {
    var gone =
        sql.update(
            "delete from parked_message where id <="
                + " (select max(id) from parked_message) - "
                + KEPT);
    if (gone > 0) {
      LOG.log(System.Logger.Level.WARNING, "{0} parked messages were too many to keep", gone);
    }
  }
}
