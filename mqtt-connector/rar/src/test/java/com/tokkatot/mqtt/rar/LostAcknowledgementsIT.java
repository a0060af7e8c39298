package com.tokkatot.mqtt.rar;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.extension.sdk.api.ExtensionMain;
import com.hivemq.extension.sdk.api.async.Async;
import com.hivemq.extension.sdk.api.interceptor.puback.PubackOutboundInterceptor;
import com.hivemq.extension.sdk.api.interceptor.puback.parameter.PubackOutboundOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStartOutput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopInput;
import com.hivemq.extension.sdk.api.parameter.ExtensionStopOutput;
import com.hivemq.extension.sdk.api.services.Services;
import com.tokkatot.mqtt.MqttMessage;
import com.tokkatot.mqtt.rar.it.EmbeddedBroker;
import com.tokkatot.mqtt.rar.it.TestPki;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The outgoing line on a connection that is up and swallows acknowledgements. */
class LostAcknowledgementsIT {

  /** HiveMQ CE grants ten messages under way; half of them lost is the line's limit. */
  private static final int LIMIT = 5;

  @TempDir Path directory;

  @Test
  void aLineThatLostHalfOfItsPlacesBeginsAnewAndGoesOn() throws Exception {
    var fault = new FirstConnectionIsDeaf();
    var pki = TestPki.in(directory.resolve("pki"));
    try (var broker = EmbeddedBroker.faulty(directory.resolve("broker"), pki, fault);
        var publisher = Publisher.connecting(clients(pki, broker.port()), InstantSource.system())) {
      Awaitility.await().until(publisher::connected);

      assertThat(publisher.publishAll(messages(LIMIT - 1))).hasSize(LIMIT - 1);
      assertThat(publisher.publishAll(messages(1))).hasSize(1);

      Awaitility.await().until(() -> !publisher.connected());
      fault.end();
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> publisher.publishAll(messages(1)).isEmpty());
      assertThat(publisher.publishAll(messages(100))).isEmpty();
      assertThat(fault.connections).hasValue(2);
    }
  }

  private static List<MqttMessage> messages(int count) {
    return Stream.generate(() -> new MqttMessage("lost/acks", new byte[] {1}, 1, false, null))
        .limit(count)
        .toList();
  }

  private static SecureClients clients(TestPki pki, int port) throws Exception {
    var settings = pki.settings(port, "deaf");
    return new SecureClients(
        BrokerSettings.from(new MqttResourceAdapter(), settings::get, name -> null));
  }

  /** Holds back every acknowledgement to the first connection. */
  private static final class FirstConnectionIsDeaf implements ExtensionMain {

    final AtomicInteger connections = new AtomicInteger();
    private final List<Async<PubackOutboundOutput>> held = new ArrayList<>();
    private boolean isOver;

    @Override
    public void extensionStart(ExtensionStartInput input, ExtensionStartOutput output) {
      PubackOutboundInterceptor hold = (puback, answer) -> hold(answer);
      Services.initializerRegistry()
          .setClientInitializer(
              (client, context) -> {
                if (connections.incrementAndGet() == 1) {
                  context.addPubackOutboundInterceptor(hold);
                }
              });
    }

    private synchronized void hold(PubackOutboundOutput answer) {
      if (!isOver) {
        held.add(answer.async(Duration.ofHours(1)));
      }
    }

    /** The broker lets a client in again only when it has done with its connection of before. */
    synchronized void end() {
      isOver = true;
      held.forEach(Async::resume);
    }

    @Override
    public void extensionStop(ExtensionStopInput input, ExtensionStopOutput output) {
      end();
    }
  }
}
