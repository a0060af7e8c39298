package com.tokkatot.account;

import at.favre.lib.crypto.bcrypt.BCrypt;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.NamedQuery;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * One person. Known by e-mail or phone; five wrong passwords lock the account for a quarter of an
 * hour. Source: decisions.md D8.
 */
@Entity
@Table(name = "account")
@NamedQuery(
    name = "Account.byContact",
    query = "select a from Account a where a.email = :contact or a.phone = :contact")
public class Account {

  static final int FAILURES_UNTIL_LOCK = 5;
  static final Duration LOCK = Duration.ofMinutes(15);

  @Id private UUID id;
  private String email;
  private String phone;

  @Column(name = "password_hash")
  private String passwordHash;

  private String name;
  private String language;

  @Column(name = "is_active")
  private boolean active;

  @Column(name = "failed_sign_ins")
  private int failedSignIns;

  @Column(name = "locked_until")
  private Instant lockedUntil;

  @Version private long version;

  /** For JPA. */
  protected Account() {}

  /** Whether this password opens the account now; counts failures and locks. */
  boolean opensWith(String password, Instant now) {
    var right = BCrypt.verifyer().verify(password.toCharArray(), passwordHash).verified;
    if (!active || (lockedUntil != null && now.isBefore(lockedUntil))) {
      return false;
    }
    if (right) {
      failedSignIns = 0;
      lockedUntil = null;
      return true;
    }
    failedSignIns++;
    if (failedSignIns >= FAILURES_UNTIL_LOCK) {
      failedSignIns = 0;
      lockedUntil = now.plus(LOCK);
    }
    return false;
  }

  UUID id() {
    return id;
  }

  AccountView view() {
    return new AccountView(id, name, email, phone, language);
  }
}
