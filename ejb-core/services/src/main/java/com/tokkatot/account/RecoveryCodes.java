package com.tokkatot.account;

import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Vault;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.stream.Stream;

/** Ten codes for the day the phone with the app is lost; each opens once. */
@Dependent
class RecoveryCodes {

  static final int COUNT = 10;
  private static final int BYTES = 10;
  private static final SecureRandom RANDOM = new SecureRandom();

  @Inject Sql sql;
  @Inject Vault vault;
  @Inject InstantSource time;

  /** New codes in place of all there were; shown once, kept as keyed hashes. */
  List<String> renew(UUID accountId) {
    remove(accountId);
    var codes = Stream.generate(RecoveryCodes::next).limit(COUNT).toList();
    sql.batch(
        "insert into recovery_code (account_id, code_index) values (?, ?)",
        codes.stream().map(code -> new Object[] {accountId, index(accountId, code)}).toList());
    return codes;
  }

  void remove(UUID accountId) {
    sql.update("delete from recovery_code where account_id = ?", accountId);
  }

  /** Whether it is one of the account's; it is used up by asking. */
  boolean accepts(UUID accountId, String code) {
    return sql.update(
            "update recovery_code set used_at = ?"
                + " where account_id = ? and code_index = ? and used_at is null",
            time.instant(),
            accountId,
            index(accountId, code))
        == 1;
  }

  private byte[] index(UUID accountId, String code) {
    var plain = code.replaceAll("[\\s-]", "").toUpperCase(Locale.ROOT);
    return vault.mac(
        "recovery",
        accountId.toString().getBytes(StandardCharsets.US_ASCII),
        plain.getBytes(StandardCharsets.UTF_8));
  }

  // 80 bits, in groups that can be read from paper.
  private static String next() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    var text = Base32.encode(bytes);
    return String.join(
        "-", text.substring(0, 4), text.substring(4, 8), text.substring(8, 12), text.substring(12));
  }
}
