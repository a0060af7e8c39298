package com.tokkatot.mqtt.rar.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.hivemq.client.mqtt.MqttGlobalPublishFilter;
import com.hivemq.client.mqtt.datatypes.MqttQos;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient;
import com.hivemq.client.mqtt.mqtt5.Mqtt5BlockingClient.Mqtt5Publishes;
import com.tokkatot.mqtt.rar.TestClients;
import jakarta.transaction.Status;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnJre;
import org.junit.jupiter.api.condition.JRE;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The adapter inside Payara Micro: what only a container shows. */
@RunAsClient
@EnabledOnJre(
    value = JRE.JAVA_17,
    disabledReason = "Skipped: the Arquillian adapter 3.1 for Payara 6 is made for JDK 17.")
@ExtendWith({TestStack.class, ArquillianExtension.class})
class AdapterIT {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  @ArquillianResource URI server;
  Mqtt5BlockingClient cloud;

  @Deployment(testable = false)
  static WebArchive probe() {
    return ShrinkWrap.create(WebArchive.class, "probe.war")
        .addClasses(
            ProbeListener.class,
            ProbeStore.class,
            ProbeMemory.class,
            ProbeTimers.class,
            ProbeServlet.class)
        .setWebXML(
            new StringAsset(
                """
                <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
                  <connection-factory>
                    <name>java:app/mqtt/connections</name>
                    <interface-name>com.tokkatot.mqtt.MqttConnectionFactory</interface-name>
                    <resource-adapter>tokkatot-mqtt</resource-adapter>
                    <max-pool-size>4</max-pool-size>
                    <min-pool-size>1</min-pool-size>
                    <transaction-support>NoTransaction</transaction-support>
                  </connection-factory>
                </web-app>
                """));
  }

  @BeforeEach
  void connect() throws GeneralSecurityException, IOException {
    cloud = TestClients.connected(TestStack.Running.current(), "test");
  }

  @AfterEach
  void disconnect() {
    cloud.disconnect();
  }

  @Test
  void whatTheBeanCommitsIsStoredOnceAndNotSentAgain() {
    say("plain-1", "plain-2", "plain-3");

    await(() -> ask("stored").containsAll(List.of("plain-1", "plain-2", "plain-3")));
    reconnectTheAdapter();
    assertThat(number("attempts", "plain-1")).isEqualTo(1);
    assertThat(ask("stored")).containsOnlyOnce("plain-1", "plain-2", "plain-3");
  }

  @Test
  void aSilentRollbackIsNoCommitAndTheMessageComesAgain() {
    say("rollback-once-1");

    await(() -> ask("stored").contains("rollback-once-1"));
    assertThat(number("attempts", "rollback-once-1")).isEqualTo(2);
    assertThat(ask("stored")).containsOnlyOnce("rollback-once-1");
  }

  @Test
  void anExceptionRollsBackAndTheMessageComesAgain() {
    say("throw-once-1");

    await(() -> ask("stored").contains("throw-once-1"));
    assertThat(number("attempts", "throw-once-1")).isEqualTo(2);
    assertThat(ask("stored")).containsOnlyOnce("throw-once-1");
  }

  @Test
  void aPoisonMessageIsParkedAndTheOthersGoOn() {
    say("before-poison", "poison-1", "after-poison");

    await(() -> ask("stored").containsAll(List.of("before-poison", "after-poison")));
    await(() -> !ask("parked").isEmpty());
    assertThat(ask("parked"))
        .anyMatch(line -> line.startsWith("poison-1 | ") && line.contains("as asked by"));
    assertThat(ask("stored")).doesNotContain("poison-1");
  }

  @Test
  void whileTheDatabaseIsAwayTheBrokerKeepsTheMessage() {
    ask("away", "true");
    say("patient-1");
    await(() -> number("refused", "") >= 5); // a batch, singles and parking have all failed

    ask("away", "false");

    await(() -> ask("stored").contains("patient-1"));
    assertThat(ask("stored")).containsOnlyOnce("patient-1");
    assertThat(ask("parked")).noneMatch(line -> line.startsWith("patient-1"));
  }

  @Test
  void aPooledConnectionPublishesAndWaitsForTheBroker() throws InterruptedException {
    try (var heard = listen("probe/out")) {
      assertThat(ask("publish", "hello")).containsExactly("acknowledged");

      var message = heard.receive(5, TimeUnit.SECONDS);
      assertThat(message).isPresent();
      assertThat(new String(message.get().getPayloadAsBytes(), StandardCharsets.UTF_8))
          .isEqualTo("hello");
    }
  }

  @Test
  void manyMessagesAreAcknowledgedTogether() throws InterruptedException {
    try (var heard = listen("probe/out")) {
      assertThat(ask("publish-all", "many")).isEmpty();

      var texts = new HashSet<String>();
      while (texts.size() < 100) {
        var message = heard.receive(5, TimeUnit.SECONDS);
        assertThat(message).as("after %d", texts.size()).isPresent();
        texts.add(new String(message.get().getPayloadAsBytes(), StandardCharsets.UTF_8));
      }
    }
  }

  @Test
  void aTimerOfTheContainerFires() {
    await(() -> number("ticks", "") > 0);
  }

  @ParameterizedTest
  @CsvSource({"hidden", "open", "hidden and marked"})
  void aTimersMethodRunsInATransactionWhateverItSays(String method) {
    await(() -> number("timer", method) >= 0);
    assertThat(number("timer", method)).isEqualTo(Status.STATUS_ACTIVE);
  }

  /** Every failure path ends with a new connection: messages not acknowledged would come again. */
  private void reconnectTheAdapter() {
    var before = number("refused", "");
    ask("away", "true");
    say("reconnect");
    await(() -> number("refused", "") >= before + 5);
    ask("away", "false");
    await(() -> ask("stored").contains("reconnect"));
  }

  private void say(String... texts) {
    for (var text : texts) {
      cloud
          .publishWith()
          .topic("probe/in/" + text)
          .qos(MqttQos.AT_LEAST_ONCE)
          .payload(text.getBytes(StandardCharsets.UTF_8))
          .send();
    }
  }

  private Mqtt5Publishes listen(String topic) {
    var publishes = cloud.publishes(MqttGlobalPublishFilter.ALL);
    cloud.subscribeWith().topicFilter(topic).qos(MqttQos.AT_LEAST_ONCE).send();
    return publishes;
  }

  private List<String> ask(String question) {
    return ask(question, "");
  }

  private List<String> ask(String question, String text) {
    var uri =
        server.resolve(
            "probe?ask=" + question + "&text=" + URLEncoder.encode(text, StandardCharsets.UTF_8));
    try {
      var answer = HTTP.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofString());
      assertThat(answer.statusCode()).as("%s %s", uri, answer.body()).isEqualTo(200);
      return answer.body().lines().toList();
    } catch (IOException e) {
      throw new IllegalStateException(uri.toString(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private int number(String question, String text) {
    return Integer.parseInt(ask(question, text).get(0));
  }

  private static void await(Callable<Boolean> condition) {
    Awaitility.await().atMost(Duration.ofSeconds(90)).until(condition);
  }
}
