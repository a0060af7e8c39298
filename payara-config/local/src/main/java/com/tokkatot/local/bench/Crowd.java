package com.tokkatot.local.bench;

import com.tokkatot.local.LocalStack;
import com.tokkatot.local.TokenMaker;
import com.tokkatot.local.client.Api;
import com.tokkatot.shared.Vault;
import jakarta.json.Json;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Many people, so that none of them comes near a limit: each a manager of one farm, with a session,
 * a token and an address of their own.
 *
 * <p>They are written into the database, and their tokens are signed with the stack's own key:
 * signing in costs a quarter of a second by design, which would be six minutes for all of them, and
 * is not what is measured here. What the application does with their requests is what it does with
 * everybody's: limits, token, session, membership.
 */
final class Crowd {

  private static final Duration STAY = Duration.ofHours(12);

  /** One of them. */
  record Person(String farmId, Api api) {}

  private final Vault vault;
  private final TokenMaker tokens;
  private final Api anonymous;

  private Crowd(LocalStack stack) throws IOException {
    vault = new Vault(stack.vaultKeys(), InstantSource.system());
    tokens = stack.tokens();
    anonymous = Api.anonymous(stack.urls().api());
  }

  /** So many people for each farm, farm by farm. */
  static List<Person> make(LocalStack stack, List<String> farms, int each)
      throws SQLException, IOException {
    var crowd = new Crowd(stack);
    var people = new ArrayList<Person>();
    try (var connection = stack.database()) {
      connection.setAutoCommit(false);
      for (var farm : farms) {
        for (var i = 0; i < each; i++) {
          people.add(crowd.add(connection, farm));
        }
      }
      connection.commit();
    }
    return people;
  }

  private Person add(Connection connection, String farm) throws SQLException {
    var account = UUID.randomUUID();
    var session = UUID.randomUUID();
    var email = account + "@bench.tokkatot.local";
    run(
        connection,
        "insert into account (id, name, email_sealed, email_index, contact_verified)"
            + " values (?, 'Bench', ?, ?, true)",
        account,
        vault.seal("account.email", email),
        vault.index("contact", email));
    run(
        connection,
        "insert into session (id, account_id, created_at, expires_at)"
            + " values (?, ?, now(), now() + interval '12 hours')",
        session,
        account);
    run(
        connection,
        "insert into farm_member (farm_id, account_id, role) values (?, ?, 'manager')",
        UUID.fromString(farm),
        account);
    return new Person(
        farm, anonymous.fromNewAddress().with(tokens.sign(claims(account, session, "farmer"))));
  }

  /** What an access token of this session says. */
  static String claims(UUID account, UUID session, String group) {
    var now = InstantSource.system().instant();
    return Json.createObjectBuilder()
        .add("iss", "tokkatot")
        .add("aud", "tokkatot")
        .add("sub", account.toString())
        .add("upn", account.toString())
        .add("sid", session.toString())
        .add("groups", Json.createArrayBuilder().add(group))
        .add("jti", UUID.randomUUID().toString())
        .add("iat", now.getEpochSecond())
        .add("exp", now.plus(STAY).getEpochSecond())
        .build()
        .toString();
  }

  private static void run(Connection connection, String sql, Object... values) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }
}
