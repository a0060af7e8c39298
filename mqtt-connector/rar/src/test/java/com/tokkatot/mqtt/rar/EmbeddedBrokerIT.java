package com.tokkatot.mqtt.rar;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.mqtt.rar.it.TestStack;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract against HiveMQ CE, the broker of the local stack. */
@ExtendWith(TestStack.class)
class EmbeddedBrokerIT extends BrokerContract {

  /**
   * A fault of HiveMQ CE that we live with: nothing that must arrive has an expiry (DESIGN.md D10).
   * When this fails, the fault is gone.
   */
  @Test
  void aMessageThatExpiresWithoutAnAcknowledgementBlocksItsSessionForEver() throws Exception {
    assertThat(goesOnAfterWhatBecameTooOldOnItsWay()).isFalse();
  }

  @Override
  SecureClients clients(String nodeName) throws GeneralSecurityException, IOException {
    return TestClients.clients(TestStack.Running.current(), nodeName);
  }
}
