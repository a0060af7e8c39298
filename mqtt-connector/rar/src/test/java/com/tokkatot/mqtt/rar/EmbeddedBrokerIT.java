package com.tokkatot.mqtt.rar;

import com.tokkatot.mqtt.rar.it.TestStack;
import java.io.IOException;
import java.security.GeneralSecurityException;
import org.junit.jupiter.api.extension.ExtendWith;

/** The contract against HiveMQ CE, the broker of the local stack. */
@ExtendWith(TestStack.class)
class EmbeddedBrokerIT extends BrokerContract {

  @Override
  SecureClients clients(String nodeName) throws GeneralSecurityException, IOException {
    return TestClients.clients(TestStack.Running.current(), nodeName);
  }
}
