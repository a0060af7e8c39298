package com.tokkatot.account;

import com.tokkatot.shared.SealedColumns;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** What is sealed in accounts. */
@ApplicationScoped
public class AccountSeals implements SealedColumns {

  @Override
  public List<SealedColumn> all() {
    return List.of(
        new SealedColumn("account", "email_sealed", Contact.Kind.EMAIL.purpose()),
        new SealedColumn("account", "phone_sealed", Contact.Kind.PHONE.purpose()),
        new SealedColumn("account", "pending_sealed", Accounts.PENDING),
        new SealedColumn("account", "totp_sealed", SecondFactors.PURPOSE));
  }
}
