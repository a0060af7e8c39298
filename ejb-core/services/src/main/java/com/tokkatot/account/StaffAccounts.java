package com.tokkatot.account;

import com.tokkatot.audit.Origin;
import com.tokkatot.courier.Courier;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.Unavailable;
import com.tokkatot.shared.Vault;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;

/** The way in for admins who look after staff. */
@Stateless
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class StaffAccounts {

  private static final String SELECT =
      "select id, email_sealed, name, staff_role, is_active, totp_confirmed, last_login_at,"
          + " created_at from account where staff_role is not null and deleted_at is null";

  @Inject Sql sql;
  @Inject Vault vault;
  @EJB StaffChanges changes;
  @EJB Courier courier;

  /** All of them, the oldest first. */
  public List<StaffView> all(Caller admin) {
    admin.require(StaffRole.ADMIN);
    return sql.query(SELECT + " order by created_at, id", this::read);
  }

  /**
   * @throws Unavailable if the invitation could not be sent yet ({@code CODE_NOT_SENT}); it is kept
   *     and sending goes on
   */
  public StaffView invite(
      Caller admin, Contact contact, String name, StaffRole role, Origin origin) {
    admin.require(StaffRole.ADMIN);
    var checked = SignUpRequest.checkName(name);
    var invited = changes.invite(admin.accountId(), contact, checked, role, origin);
    await(invited.message());
    return one(invited.id());
  }

  /** Changes role or activity, null leaves it; the member's sessions end. */
  public StaffView change(Caller admin, UUID id, StaffRole role, Boolean active, Origin origin) {
    admin.require(StaffRole.ADMIN);
    changes.change(admin.accountId(), id, role, active, origin);
    return one(id);
  }

  /** For who has lost app and recovery codes: enrols again, by invitation. */
  public StaffView resetFactor(Caller admin, UUID id, Origin origin) {
    admin.require(StaffRole.ADMIN);
    await(changes.resetFactor(admin.accountId(), id, origin));
    return one(id);
  }

  private void await(UUID message) {
    if (!courier.awaitSent(message, SignUp.PATIENCE)) {
      throw new Unavailable("CODE_NOT_SENT", "the code could not be sent yet, we go on trying");
    }
  }

  private StaffView one(UUID id) {
    return sql.query(SELECT + " and id = ?", this::read, id).stream()
        .findFirst()
        .orElseThrow(() -> new NotFound("USER_NOT_FOUND", "no such member of staff"));
  }

  private StaffView read(ResultSet row) throws SQLException {
    return new StaffView(
        Sql.uuid(row, "id"),
        vault.open(Contact.Kind.EMAIL.purpose(), row.getString("email_sealed")),
        row.getString("name"),
        row.getString("staff_role"),
        row.getBoolean("is_active"),
        row.getBoolean("totp_confirmed"),
        Sql.instant(row, "last_login_at"),
        Sql.instant(row, "created_at"));
  }
}
