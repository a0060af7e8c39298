package com.tokkatot.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientAddressTest {

  private final ClientAddress behindGateway = new ClientAddress(Optional.of("10.0.0.1, 10.0.0.2"));

  @Test
  void whatAStrangerWritesIsNotBelieved() {
    assertThat(behindGateway.of("203.0.113.9", "198.51.100.1")).isEqualTo("203.0.113.9");
    assertThat(new ClientAddress(Optional.empty()).of("10.0.0.1", "198.51.100.1"))
        .isEqualTo("10.0.0.1");
  }

  @Test
  void theGatewayTellsWhoAsked() {
    assertThat(behindGateway.of("10.0.0.1", "198.51.100.1")).isEqualTo("198.51.100.1");
    assertThat(behindGateway.of("10.0.0.1", "2001:db8::7")).isEqualTo("2001:db8::7");
  }

  @Test
  void ofSeveralTheLastThatIsNotOursCounts() {
    assertThat(behindGateway.of("10.0.0.1", "1.1.1.1, 198.51.100.1, 10.0.0.2"))
        .isEqualTo("198.51.100.1");
  }

  @Test
  void whatIsNoAddressIsNotTaken() {
    assertThat(behindGateway.of("10.0.0.1", "1.1.1.1, <script>")).isEqualTo("10.0.0.1");
    assertThat(behindGateway.of("10.0.0.1", "")).isEqualTo("10.0.0.1");
  }
}
