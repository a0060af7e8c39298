package com.tokkatot.account;

import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.Vault;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import org.flywaydb.core.api.migration.BaseJavaMigration;
import org.flywaydb.core.api.migration.Context;

/**
 * Seals the contacts that were kept in the open. In Java, because the keys lie outside the
 * database; the next migration drops the open columns.
 */
@Dependent
public class V20261124_1310__SealContacts extends BaseJavaMigration {

  @Inject Vault vault;

  /** For CDI. */
  public V20261124_1310__SealContacts() {}

  /** Without a container, for tests and tools. */
  public V20261124_1310__SealContacts(Vault vault) {
    this.vault = vault;
  }

  @Override
  public void migrate(Context context) throws SQLException {
    for (var kind : List.of(Contact.Kind.EMAIL, Contact.Kind.PHONE)) {
      seal(context.getConnection(), kind);
    }
  }

  private void seal(Connection connection, Contact.Kind kind) throws SQLException {
    var column = kind == Contact.Kind.EMAIL ? "email" : "phone";
    var update =
        "update account set " + column + "_sealed = ?, " + column + "_index = ? where id = ?";
    try (var open =
            connection.prepareStatement(
                "select id, " + column + " from account where " + column + " is not null");
        var rows = open.executeQuery();
        var sealing = connection.prepareStatement(update)) {
      while (rows.next()) {
        var contact = contact(kind, column, rows.getString(2));
        sealing.setString(1, vault.seal(kind.purpose(), contact.value()));
        sealing.setBytes(2, contact.index(vault));
        sealing.setObject(3, rows.getObject(1));
        sealing.addBatch();
      }
      sealing.executeBatch();
    }
  }

  // Whatever was let in before there were rules must not keep the application from starting.
  private static Contact contact(Contact.Kind kind, String column, String text) {
    try {
      return Contact.any(column, text);
    } catch (Invalid e) {
      return new Contact(kind, text);
    }
  }
}
