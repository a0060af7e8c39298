package com.tokkatot.account;

import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Sql;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Somebody must invite the others: while no member of staff has enrolled, the address {@code
 * tokkatot.staff.first-admin} gets an invitation at the start, unless one still waits there.
 */
@Singleton
@Startup
@DependsOn("Migration")
public class FirstAdmin {

  private static final System.Logger LOG = System.getLogger(FirstAdmin.class.getName());

  @Inject
  @ConfigProperty(name = "tokkatot.staff.first-admin")
  Optional<String> address;

  @Inject Sql sql;
  @Inject Accounts accounts;
  @Inject InstantSource time;
  @EJB StaffChanges changes;

  @PostConstruct
  void invite() {
    address.filter(text -> !text.isBlank()).ifPresent(this::inviteIfNeeded);
  }

  private void inviteIfNeeded(String text) {
    // Several nodes may start at once.
    sql.query("select pg_advisory_xact_lock(hashtext('first_admin'))", row -> 1);
    if (!sql.query("select 1 from account where totp_confirmed limit 1", row -> 1).isEmpty()) {
      return;
    }
    try {
      var contact = Contact.email("tokkatot.staff.first-admin", text);
      var known = accounts.byContact(contact);
      if (known.isEmpty()) {
        changes.invite(null, contact, "First admin", StaffRole.ADMIN, Origin.SYSTEM);
      } else if (known.get().isStaff() && !isWaiting(known.get())) {
        changes.inviteAgain(known.get());
      } else if (!known.get().isStaff()) {
        LOG.log(System.Logger.Level.ERROR, "The first admin must not be a farmer's account");
      }
    } catch (Invalid e) {
      LOG.log(System.Logger.Level.ERROR, "No first admin: {0}", e.getMessage());
    }
  }

  private boolean isWaiting(Account account) {
    return !sql.query(
            "select 1 from verification_code where account_id = ? and purpose = 'invited_staff'"
                + " and used_at is null and expires_at > ?",
            row -> 1,
            account.id(),
            time.instant())
        .isEmpty();
  }
}
