package com.tokkatot.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {

  @Test
  void followTheBase() {
    var ports = new Ports(8080);

    assertThat(ports.cloudMqtt()).isEqualTo(8081);
    assertThat(ports.hub(2)).isEqualTo(8096);
    assertThat(ports.farmMqtt(2)).isEqualTo(8097);
    assertThat(ports.firmware(2)).isEqualTo(8098);
  }

  @Test
  void noTwoServersOfManyFarmsShareOne() {
    // A map by port: a second server on one port would be missing.
    assertThat(new Ports(8080).all(100)).hasSize(6 + 3 * 100);
  }

  @Test
  void aPortInUseIsNamedWithTheWayOut() throws IOException {
    try (var stranger = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      var ports = new Ports(stranger.getLocalPort() - 1);

      assertThatThrownBy(() -> ports.requireFree(1))
          .isInstanceOf(StackFailed.class)
          .hasMessageContaining("Port " + stranger.getLocalPort() + " (broker)")
          .hasMessageContaining("--port-base");
    }
  }

  @Test
  void areRememberedForStatus(@TempDir Path run) throws IOException {
    new Ports(9090).write(run);

    assertThat(Ports.read(run)).isEqualTo(new Ports(9090));
  }
}
