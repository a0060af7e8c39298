package com.tokkatot.rest.shared;

import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The one envelope for errors. */
public record ErrorView(Body error) {

  /**
   * @param code stable; clients translate it
   * @param message for developers
   * @param details for example {@code field}; empty when there are none
   */
  @Schema(name = "ErrorBody")
  public record Body(
      String code,
      String message,
      Map<String, Object> details,
      Instant timestamp,
      String requestId) {}
}
