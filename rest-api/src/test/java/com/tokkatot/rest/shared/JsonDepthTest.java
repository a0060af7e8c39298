package com.tokkatot.rest.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.shared.Invalid;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class JsonDepthTest {

  @Test
  void theDeepestAllowedPasses() throws IOException {
    var json = "[".repeat(JsonDepth.DEEPEST) + "]".repeat(JsonDepth.DEEPEST);

    assertThat(read(json)).isEqualTo(json);
  }

  @Test
  void oneLevelMoreIsRefused() {
    assertThatThrownBy(() -> read("{\"a\":".repeat(JsonDepth.DEEPEST + 1)))
        .isInstanceOf(Invalid.class)
        .hasMessageContaining("32 levels");
  }

  @Test
  void bracketsInsideTextsDoNotCount() throws IOException {
    var json = "{\"a\":\"" + "\\\"[{".repeat(100) + "\"}";

    assertThat(read(json)).isEqualTo(json);
  }

  @Test
  void manyListsSideBySideAreNotDeep() throws IOException {
    var json = "[" + "[],".repeat(1000) + "[]]";

    assertThat(read(json)).isEqualTo(json);
  }

  private static String read(String json) throws IOException {
    try (var in =
        new JsonDepth.Counted(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
