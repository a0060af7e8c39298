package com.tokkatot.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class InfluxGateTest {

  @Test
  void aWriteGoesToThePathOfVersion1() {
    assertThat(
            InfluxGate.asVersion1(
                URI.create("/api/v2/write?org=tokkatot&bucket=sensor_readings&precision=ms")))
        .isEqualTo("/write?db=sensor_readings&precision=ms");
  }

  @Test
  void allElseIsTheSameInBoth() {
    assertThat(InfluxGate.asVersion1(URI.create("/query?db=a&q=show%20databases")))
        .isEqualTo("/query?db=a&q=show%20databases");
    assertThat(InfluxGate.asVersion1(URI.create("/ping"))).isEqualTo("/ping");
  }
}
