package com.tokkatot.local.journey;

import com.tokkatot.local.TokenMaker;
import com.tokkatot.shared.Vault;
import jakarta.json.Json;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * A farm with a device, and one person of each kind, signed in. Made as rows: a call that deletes a
 * farm or an account uses up what it is tried on, so every call gets a cast of its own.
 */
final class Cast {

  final String farmId = id();
  final String deviceId = id();
  private final Map<String, String> tokens = new HashMap<>();
  private final Map<String, String> accounts = new HashMap<>();
  private final Connection database;
  private final TokenMaker maker;
  private final Vault vault;

  private Cast(Connection database, TokenMaker maker, Vault vault) {
    this.database = database;
    this.maker = maker;
    this.vault = vault;
  }

  static Cast made(Connection database, TokenMaker maker, Vault vault) throws SQLException {
    var cast = new Cast(database, maker, vault);
    cast.make();
    return cast;
  }

  /** Access token of the person of this kind; null for nobody. */
  String token(String kind) {
    return tokens.get(kind);
  }

  String account(String kind) {
    return accounts.get(kind);
  }

  String email(String kind) {
    return kind + "." + accounts.get(kind) + "@example.com";
  }

  /** How often somebody was turned away from this farm for too low a role. */
  long denials() throws SQLException {
    try (var query =
        database.prepareStatement(
            "select count(*) from audit_log where farm_id = ?::uuid"
                + " and action = 'permission.denied'")) {
      query.setString(1, farmId);
      try (var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }

  private void make() throws SQLException {
    farm(farmId);
    var nodeId = id();
    run(
        "insert into node (id, farm_id, hardware_id, name, board)"
            + " values (?::uuid, ?::uuid, ?, 'Node', 'virtual')",
        nodeId,
        farmId,
        nodeId);
    run(
        "insert into device (id, farm_id, node_id, name, kind, type)"
            + " values (?::uuid, ?::uuid, ?::uuid, 'Pump', 'pump', 'relay')",
        deviceId,
        farmId,
        nodeId);
    for (var role : List.of("owner", "manager", "viewer")) {
      member(farmId, person(role, null), role);
    }
    var elsewhere = id();
    farm(elsewhere);
    member(elsewhere, person("stranger", null), "owner");
    for (var role : List.of("technician", "operator", "admin")) {
      person(role, role);
    }
  }

  private String person(String kind, String staffRole) throws SQLException {
    var account = id();
    var session = id();
    accounts.put(kind, account);
    var email = email(kind);
    run(
        "insert into account (id, name, email_sealed, email_index, contact_verified, staff_role,"
            + " totp_confirmed) values (?::uuid, ?, ?, decode(?, 'hex'), true, ?, true)",
        account,
        kind,
        vault.seal("account.email", email),
        HexFormat.of().formatHex(vault.index("contact", email)),
        staffRole);
    run(
        "insert into session (id, account_id, created_at, expires_at)"
            + " values (?::uuid, ?::uuid, now(), now() + interval '1 hour')",
        session,
        account);
    tokens.put(kind, maker.sign(claims(account, session, staffRole)));
    return account;
  }

  private static String claims(String account, String session, String staffRole) {
    var now = Instant.now();
    return Json.createObjectBuilder()
        .add("iss", "tokkatot")
        .add("sub", account)
        .add("upn", account)
        .add("sid", session)
        .add("groups", Json.createArrayBuilder().add(staffRole == null ? "farmer" : staffRole))
        .add("aud", "tokkatot")
        .add("jti", id())
        .add("iat", now.getEpochSecond())
        .add("exp", now.plusSeconds(3600).getEpochSecond())
        .build()
        .toString();
  }

  private void farm(String id) throws SQLException {
    run("insert into farm (id, name) values (?::uuid, 'Cast')", id);
  }

  private void member(String farm, String account, String role) throws SQLException {
    run(
        "insert into farm_member (farm_id, account_id, role) values (?::uuid, ?::uuid, ?)",
        farm,
        account,
        role);
  }

  private void run(String sql, String... values) throws SQLException {
    try (var statement = database.prepareStatement(sql)) {
      for (var i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private static String id() {
    return UUID.randomUUID().toString();
  }
}
