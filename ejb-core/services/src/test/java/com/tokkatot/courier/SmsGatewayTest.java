package com.tokkatot.courier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import jakarta.json.Json;
import java.io.IOException;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmsGatewayTest {

  @TempDir Path folder;
  private final List<String> bodies = new ArrayList<>();
  private final List<Headers> headers = new ArrayList<>();
  private CourierWorld world;
  private HttpServer server;
  private volatile int answer = 202;

  @BeforeEach
  void open() throws IOException {
    world = new CourierWorld(folder);
    world.sender.post.sms = "gateway";
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::take);
    server.start();
    world.sender.post.gateway.url =
        Optional.of("http://127.0.0.1:" + server.getAddress().getPort() + "/send");
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void theGatewayIsToldNumberAndText() {
    world.sender.post.gateway.token = Optional.of("secret");

    var id = sent();

    assertThat(world.box.outcome(id)).contains(true);
    var body = Json.createReader(new StringReader(bodies.get(0))).readObject();
    assertThat(body.getString("to")).isEqualTo("+85512345678");
    assertThat(body.getString("text")).contains("លេខកូដ 123456");
    assertThat(headers.get(0).getFirst("Authorization")).isEqualTo("Bearer secret");
    assertThat(headers.get(0).getFirst("Idempotency-Key")).isEqualTo(id.toString());
  }

  @Test
  void theBodyIsWhatTheSettingSays() {
    world.sender.post.gateway.template =
        "{\"messages\":[{\"destination\":\"{to}\",\"body\":\"[{text}]\",\"flash\":false}]}";

    sent();

    var message =
        Json.createReader(new StringReader(bodies.get(0)))
            .readObject()
            .getJsonArray("messages")
            .getJsonObject(0);
    assertThat(message.getString("destination")).isEqualTo("+85512345678");
    assertThat(message.getString("body")).startsWith("[តុក្កតត").endsWith("]");
    assertThat(message.getBoolean("flash")).isFalse();
  }

  @Test
  void aTextCannotChangeWhatTheBodySays() throws Undelivered {
    var filled = new JsonTemplate(JsonTemplate.PLAIN).fill("+1", "a\",\"to\":\"+2\n{to}");

    var body = Json.createReader(new StringReader(filled)).readObject();
    assertThat(body.getString("to")).isEqualTo("+1");
    assertThat(body.getString("text")).isEqualTo("a\",\"to\":\"+2\n{to}");
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 503, 429, 401, 302})
  void aGatewayInTroubleIsAskedAgain(int status) {
    answer = status;
    var id = sent();
    assertThat(world.box.outcome(id)).contains(false);

    answer = 200;
    world.time.advance(Duration.ofSeconds(5));
    world.attemptWhatIsDue();

    assertThat(world.box.outcome(id)).contains(true);
    assertThat(bodies).hasSize(2);
  }

  @Test
  void aGatewayThatIsAwayIsAskedAgain() throws IOException {
    var address = server.getAddress();
    server.stop(0);
    var id = sent();
    assertThat(world.box.outcome(id)).contains(false);

    server = HttpServer.create(address, 0);
    server.createContext("/", this::take);
    server.start();
    world.time.advance(Duration.ofSeconds(5));
    world.attemptWhatIsDue();

    assertThat(world.box.outcome(id)).contains(true);
  }

  @Test
  void aMessageTheGatewayWillNeverTakeIsGivenUp() {
    answer = 422;
    var id = sent();

    assertThat(world.column(id, "given_up_at")).isNotEmpty();
    assertThat(world.column(id, "code_sealed")).isEmpty();
    assertThat(world.column(id, "last_error")).contains("422").doesNotContain("+855");
  }

  @Test
  void aSettingThatIsMissingOrNotJsonIsNamed() {
    var gateway = world.sender.post.gateway;
    var id = world.courier.send(world.sms(Purpose.VERIFY));
    var letter = world.box.take(id, world.time.instant()).orElseThrow();

    gateway.template = "{";
    assertThatThrownBy(() -> gateway.send(letter)).hasMessageContaining("tokkatot.sms.template");
    gateway.template = JsonTemplate.PLAIN;
    gateway.url = Optional.empty();
    assertThatThrownBy(() -> gateway.send(letter)).hasMessageContaining("tokkatot.sms.url");
  }

  private UUID sent() {
    var id = world.courier.send(world.sms(Purpose.VERIFY));
    world.sender.send(id);
    return id;
  }

  private void take(HttpExchange exchange) throws IOException {
    bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    headers.add(exchange.getRequestHeaders());
    exchange.sendResponseHeaders(answer, -1);
    exchange.close();
  }
}
