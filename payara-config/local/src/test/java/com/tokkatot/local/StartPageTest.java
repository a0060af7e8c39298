package com.tokkatot.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StartPageTest {

  private StartPage page;

  @BeforeEach
  void open() throws IOException {
    page = StartPage.open(0, () -> "<p>parts</p>");
  }

  @AfterEach
  void close() {
    page.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"127.0.0.1", "localhost"})
  void itAnswersToItsOwnNames(String name) throws IOException {
    var answer = get("/", name + ":" + page.port());

    assertThat(answer).startsWith("HTTP/1.1 200").contains("<p>parts</p>").contains("start.css");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:8085", "127.0.0.1", "127.0.0.1:1", ""})
  void aPageFromElsewhereIsToldNothing(String host) throws IOException {
    assertThat(get("/parts", host)).startsWith("HTTP/1.1 403").doesNotContain("parts");
  }

  @Test
  void nothingFromElsewhereIsLoadedAndNobodyMayFrameIt() throws IOException {
    assertThat(get("/", "localhost:" + page.port()))
        .containsIgnoringCase("content-security-policy: default-src 'none'")
        .contains("frame-ancestors 'none'")
        .doesNotContain("<script>")
        .doesNotContainPattern("(src|href)=\"(https?:)?//");
  }

  @Test
  void thereIsNothingElse() throws IOException {
    assertThat(get("/../credentials.json", "localhost:" + page.port())).startsWith("HTTP/1.1 404");
    assertThat(ask("POST / HTTP/1.1", "localhost:" + page.port())).startsWith("HTTP/1.1 405");
  }

  private String get(String path, String host) throws IOException {
    return ask("GET " + path + " HTTP/1.1", host);
  }

  private String ask(String line, String host) throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), page.port());
        var in =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8))) {
      socket
          .getOutputStream()
          .write(
              (line + "\r\nHost: " + host + "\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.UTF_8));
      return in.lines().collect(Collectors.joining("\n"));
    }
  }
}
