package com.tokkatot.local;

import com.tokkatot.audit.AuditVerifier;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Vault;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/**
 * {@code ./tokkatot audit verify}: compares the audit log with its seals. Takes the local stack's
 * database, or another one by {@code TOKKATOT_DB_URL}, {@code TOKKATOT_DB_USER}, {@code
 * TOKKATOT_DB_PASSWORD} and {@code TOKKATOT_VAULT_KEYS}.
 */
final class AuditCommand {

  private static final int NOT_WHOLE = 1;
  private static final String USAGE = "audit knows: verify [NUMBER:DIGEST of a seal noted before]";

  private final Layout layout;
  private final Map<String, String> environment;
  private final PrintStream out;

  AuditCommand(Layout layout, Map<String, String> environment, PrintStream out) {
    this.layout = layout;
    this.environment = environment;
    this.out = out;
  }

  /**
   * @param words what was said after {@code audit}
   * @return 0 when the log is whole, 1 when it is not
   */
  int run(List<String> words) throws IOException {
    if (words.isEmpty() || words.size() > 2 || !words.get(0).equals("verify")) {
      throw new IllegalArgumentException(USAGE);
    }
    var vault = new Vault(keys(), InstantSource.system());
    var report =
        new AuditVerifier(Sql.over(database()), vault)
            .verify(words.size() == 2 ? words.get(1) : null);
    out.printf(
        "%d seals, %d lines as they were sealed, %d too young to be sealed%n",
        report.seals(), report.sealed(), report.unsealed());
    if (report.head() != null) {
      out.println("newest seal, to be kept elsewhere: " + report.head());
    }
    report.findings().forEach(finding -> out.println("NOT WHOLE: " + finding));
    return report.isWhole() ? 0 : NOT_WHOLE;
  }

  private Path keys() throws IOException {
    var elsewhere = environment.get("TOKKATOT_VAULT_KEYS");
    return elsewhere != null
        ? Path.of(elsewhere)
        : new KeyFolders(layout.keys(), InstantSource.system()).vault();
  }

  private Sql.Connections database() throws IOException {
    var elsewhere = environment.get("TOKKATOT_DB_URL");
    if (elsewhere != null) {
      return () ->
          DriverManager.getConnection(
              elsewhere,
              environment.get("TOKKATOT_DB_USER"),
              environment.get("TOKKATOT_DB_PASSWORD"));
    }
    var port = Ports.read(layout.run()).postgres();
    var server =
        new PostgresServer(layout, new Secrets(layout.secrets()), port, Versions.read().postgres());
    return server::connect;
  }
}
