package com.tokkatot.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {

  @Test
  void aTextThatWouldBeAFormulaIsNone() {
    for (var text : List.of("=1+2", "+1", "-1", "@SUM(A1)", "\t=1", "＝1+2")) {
      assertThat(Csv.line(List.of(text))).isEqualTo("'" + text + "\r\n");
    }
    assertThat(Csv.line(List.of("\r=1"))).isEqualTo("\"'\r=1\"\r\n");
  }

  @Test
  void aNumberBelowNothingStaysANumber() {
    assertThat(Csv.line(List.of(-2.5, -3L))).isEqualTo("-2.5,-3\r\n");
  }

  @Test
  void whatHoldsACommaAQuoteOrALineBreakIsQuoted() {
    assertThat(Csv.line(Arrays.asList("a,b", "say \"hi\"", "two\nlines", null, "ទ្រុង")))
        .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",,ទ្រុង\r\n");
  }
}
