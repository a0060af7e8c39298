package com.tokkatot.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/.well-known/jwks.json",
        "/api/v1/farms",
        "/api",
        "/ws/v1",
        "/health/ready",
        "/metrics",
        "/openapi",
        "/WEB-INF/web.xml"
      })
  void whatOthersAnswerIsLeftAlone(String path) {
    assertThat(Answer.to("GET", path)).isEqualTo(Answer.NOT_OURS);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "OPTIONS"})
  void whatIsNotReadingIsLeftAlone(String method) {
    assertThat(Answer.to(method, "/devices")).isEqualTo(Answer.NOT_OURS);
  }

  @ParameterizedTest
  @CsvSource({
    "/, PAGE",
    "/devices, PAGE",
    "/apiary, PAGE",
    "/wsx/health, PAGE",
    "/v1.2/devices, PAGE",
    "/index.html, FILE",
    "/manifest.webmanifest, FILE",
    "/assets/index-DRB-xYaq.js, LASTING_FILE",
    "/assets, PAGE"
  })
  void thePagesOwnAddressesAndFilesAreToldApart(String path, Answer answer) {
    assertThat(Answer.to("GET", path)).isEqualTo(answer);
    assertThat(Answer.to("HEAD", path)).isEqualTo(answer);
  }
}
