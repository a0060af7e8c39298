package com.tokkatot.account;

import com.tokkatot.picture.PictureKind;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Vault;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/** The table of accounts: contacts go in sealed and are found by their keyed hash. */
@Dependent
class Accounts {

  static final String PENDING = "account.pending";
  private static final String SELECT =
      "select id, email_sealed, phone_sealed, pending_sealed, password_hash, name, language,"
          + " timezone, avatar_url, contact_verified, is_active, staff_role, last_login_at,"
          + " created_at, password_changed_at, (select picture.id from picture"
          + " where account_id = account.id and expires_at is null) as avatar_id"
          + " from account where deleted_at is null and ";

  @Inject Sql sql;
  @Inject Vault vault;
  @Inject InstantSource time;

  Optional<Account> byId(UUID id) {
    return sql.query(SELECT + "id = ?", this::read, id).stream().findFirst();
  }

  Optional<Account> byContact(Contact contact) {
    return sql
        .query(SELECT + column(contact) + "_index = ?", this::read, contact.index(vault))
        .stream()
        .findFirst();
  }

  /**
   * @return false when the contact has been taken meanwhile
   */
  boolean add(
      UUID id,
      Contact contact,
      String passwordHash,
      String name,
      String language,
      Instant termsAcceptedAt,
      StaffRole staffRole) {
    var column = column(contact);
    var now = time.instant();
    return sql.update(
            "insert into account (id, "
                + column
                + "_sealed, "
                + column
                + "_index, password_hash, name, language, terms_accepted_at, staff_role,"
                + " created_at, password_changed_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
                + " on conflict do nothing",
            id,
            vault.seal(contact.kind().purpose(), contact.value()),
            contact.index(vault),
            passwordHash,
            name,
            language,
            termsAcceptedAt,
            staffRole,
            now,
            now)
        == 1;
  }

  /** Makes room for another sign-up with the same contact; only what nobody has verified goes. */
  void removeUnverified(UUID id) {
    sql.update("delete from verification_code where account_id = ?", id);
    sql.update("delete from account where id = ? and not contact_verified", id);
  }

  void setPassword(UUID id, String hash) {
    sql.update(
        "update account set password_hash = ?, password_changed_at = ? where id = ?",
        hash,
        time.instant(),
        id);
  }

  /** The same password, hashed as we hash today. */
  void upgradeHash(UUID id, String from, String to) {
    sql.update(
        "update account set password_hash = ? where id = ? and password_hash = ?", to, id, from);
  }

  void signedIn(UUID id) {
    sql.update("update account set last_login_at = ? where id = ?", time.instant(), id);
  }

  /** {@code email} or {@code phone}: how the contact's columns begin. */
  static String column(Contact contact) {
    return contact.kind() == Contact.Kind.EMAIL ? "email" : "phone";
  }

  /** A picture that was sent here counts more than the address of one elsewhere. */
  private static String avatar(ResultSet row) throws SQLException {
    var picture = Sql.uuid(row, "avatar_id");
    return picture == null
        ? row.getString("avatar_url")
        : PictureKind.AVATAR.address(Sql.uuid(row, "id"), picture);
  }

  private Account read(ResultSet row) throws SQLException {
    return new Account(
        Sql.uuid(row, "id"),
        vault.open(Contact.Kind.EMAIL.purpose(), row.getString("email_sealed")),
        vault.open(Contact.Kind.PHONE.purpose(), row.getString("phone_sealed")),
        vault.open(PENDING, row.getString("pending_sealed")),
        row.getString("password_hash"),
        row.getString("name"),
        row.getString("language"),
        row.getString("timezone"),
        avatar(row),
        row.getBoolean("contact_verified"),
        row.getBoolean("is_active"),
        Sql.word(row, "staff_role", StaffRole.class),
        Sql.instant(row, "last_login_at"),
        Sql.instant(row, "created_at"),
        Sql.instant(row, "password_changed_at"));
  }
}
