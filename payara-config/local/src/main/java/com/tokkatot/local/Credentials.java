package com.tokkatot.local;

import jakarta.json.Json;
import java.io.IOException;
import java.nio.file.Path;

/** How the demo owner signs in. */
public record Credentials(String identifier, String password) {

  static final String OWNER = "demo@tokkatot.local";

  /** Who is invited to be the first of the staff, into the outbox. */
  static final String FIRST_ADMIN = "staff@tokkatot.local";

  void write(Path file) throws IOException {
    var json =
        Json.createObjectBuilder().add("identifier", identifier).add("password", password).build();
    PrivateFiles.write(file, json + "\n");
  }

  /** Keeps the password out of logs. */
  @Override
  public String toString() {
    return "Credentials[" + identifier + "]";
  }
}
