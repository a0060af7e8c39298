package com.tokkatot.audit;

import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Vault;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Compares the audit log with its seals: finds lines that were changed, removed or slipped in, and
 * seals that were. Reads only, one month at a time; runs beside the application.
 */
public final class AuditVerifier {

  private final Sql sql;
  private final Vault vault;

  public AuditVerifier(Sql sql, Vault vault) {
    this.sql = sql;
    this.vault = vault;
  }

  /**
   * What was found.
   *
   * @param sealed lines that agree with their seals
   * @param unsealed lines too young to be sealed
   * @param head number and digest of the newest seal, to be kept elsewhere: a log whose end was cut
   *     off together with its seals agrees with itself, but not with a head noted before
   * @param findings in words, empty when all is well
   */
  public record Report(long seals, long sealed, long unsealed, String head, List<String> findings) {

    public Report {
      findings = List.copyOf(findings);
    }

    public boolean isWhole() {
      return findings.isEmpty();
    }
  }

  /**
   * @param knownHead a head noted before, or null
   */
  public Report verify(String knownHead) {
    var findings = new ArrayList<String>();
    var months = new HashSet<>(AuditLines.months(sql));
    var ends = new HashMap<LocalDate, Long>();
    var before = Seal.NONE_BEFORE;
    var expected = 1L;
    var sealed = 0L;
    var headSeen = knownHead == null;
    String head = null;
    for (var seal : Seal.all(sql)) {
      if (seal.no() != expected) {
        findings.add("seal " + expected + " is missing");
      }
      if (seal.from() != ends.getOrDefault(seal.month(), seal.from())) {
        findings.add("seal " + seal.no() + " does not begin where the one before it ended");
      }
      // Months whose time is over are dropped whole; their seals only hold the chain together.
      if (months.contains(seal.month())) {
        sealed += check(seal, before, findings);
      }
      ends.put(seal.month(), seal.to());
      before = seal.digest();
      expected = seal.no() + 1;
      head = seal.no() + ":" + HexFormat.of().formatHex(seal.digest());
      headSeen |= head.equals(knownHead);
    }
    if (!headSeen) {
      findings.add("the seal noted before is not there any more: " + knownHead);
    }
    return new Report(expected - 1, sealed, unsealed(months, ends), head, findings);
  }

  private long check(Seal seal, byte[] before, List<String> findings) {
    var lines = AuditLines.read(sql, seal.month(), seal.from(), seal.to(), AuditLines.MOST * 2);
    var digest =
        AuditLines.digest(vault, seal.no(), seal.month(), seal.from(), seal.to(), before, lines);
    if (MessageDigest.isEqual(digest, seal.digest())) {
      return lines.size();
    }
    var what =
        lines.size() == seal.lines()
            ? "a line was changed, or the seal was"
            : "it covered " + seal.lines() + " lines, now there are " + lines.size();
    findings.add(
        "seal %d (%s, transactions %d to %d): %s"
            .formatted(seal.no(), seal.month(), seal.from(), seal.to() - 1, what));
    return 0;
  }

  private long unsealed(HashSet<LocalDate> months, Map<LocalDate, Long> ends) {
    return months.stream()
        .mapToLong(
            month ->
                sql.query(
                        "select count(*) as lines from "
                            + AuditLines.partition(month)
                            + " where xid >= ?::text::xid8",
                        row -> row.getLong("lines"),
                        Long.toString(ends.getOrDefault(month, 0L)))
                    .get(0))
        .sum();
  }
}
