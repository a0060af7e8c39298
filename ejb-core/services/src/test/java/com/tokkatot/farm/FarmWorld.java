package com.tokkatot.farm;

import com.tokkatot.account.Caller;
import com.tokkatot.account.Contact;
import com.tokkatot.account.StaffRole;
import com.tokkatot.audit.AuditLogs;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import com.tokkatot.shared.TestDatabase;
import com.tokkatot.shared.TestVault;
import com.tokkatot.shared.Vault;
import java.util.List;
import java.util.UUID;

/** Farms and people on a real database, without a container. */
final class FarmWorld {

  static final Origin PHONE = new Origin("192.0.2.7", "phone", "request-1");

  final SettableTime time;
  final Sql sql;
  final Vault vault = TestVault.vault();
  final RecordedEvents<FarmZoned> zoned = new RecordedEvents<>();
  final Farms farms = new Farms();
  final Memberships memberships = new Memberships();
  final Access access = new Access();
  final Coops coops = new Coops();
  final RecordedEvents<CoopChanged> coopsChanged = new RecordedEvents<>();
  final Members members = new Members();
  final RecordedEvents<MemberChanged> membersChanged = new RecordedEvents<>();
  final Invitations invitations = new Invitations();
  final ReceivedInvitations received = new ReceivedInvitations();

  FarmWorld() {
    this(TestDatabase.sql(), new SettableTime("2026-03-01T06:00:00Z"));
  }

  FarmWorld(Sql sql, SettableTime time) {
    this.sql = sql;
    this.time = time;
    var audit = AuditLogs.over(sql, time);
    farms.sql = sql;
    farms.audit = audit;
    farms.time = time;
    farms.zoned = zoned;
    farms.changed = membersChanged;
    memberships.sql = sql;
    access.sql = sql;
    access.audit = audit;
    access.time = time;
    access.memberships = memberships;
    coops.sql = sql;
    coops.audit = audit;
    coops.time = time;
    coops.changed = coopsChanged;
    members.sql = sql;
    members.vault = vault;
    members.audit = audit;
    members.changed = membersChanged;
    invitations.sql = sql;
    invitations.vault = vault;
    invitations.audit = audit;
    invitations.time = time;
    invitations.access = access;
    received.sql = sql;
    received.audit = audit;
    received.time = time;
    received.farms = farms;
    received.memberships = memberships;
  }

  /** The same world inside a transaction. */
  FarmWorld within(Sql transaction) {
    return new FarmWorld(transaction, time);
  }

  /** A person with a verified e-mail address. */
  Caller person(String name) {
    var id = UUID.randomUUID();
    var email = email(name, id);
    sql.update(
        "insert into account (id, name, email_sealed, email_index, contact_verified)"
            + " values (?, ?, ?, ?, true)",
        id,
        name,
        vault.seal("account.email", email),
        vault.index("contact", email));
    return new Caller(id, UUID.randomUUID(), null);
  }

  Caller staff(StaffRole role) {
    return new Caller(person("staff").accountId(), UUID.randomUUID(), role);
  }

  Contact contactOf(Caller person, String name) {
    return Contact.email("email", email(name, person.accountId()));
  }

  FarmRecord farmOf(Caller owner) {
    return farms.create(owner, details("Sok's farm"), PHONE);
  }

  Member join(FarmRecord farm, Caller person, Role role) {
    sql.update(
        "insert into farm_member (farm_id, account_id, role) values (?, ?, ?)",
        farm.id(),
        person.accountId(),
        role);
    return memberships.member(person, farm.id());
  }

  void fill(FarmRecord farm, int people) {
    for (var i = 0; i < people; i++) {
      join(farm, person("neighbour"), Role.VIEWER);
    }
  }

  /** Actions noted for this farm, oldest first. */
  List<String> noted(UUID farmId) {
    return sql.query(
        "select action from audit_log where farm_id = ? order by id",
        row -> row.getString("action"),
        farmId);
  }

  static FarmDetails details(String name) {
    return new FarmDetails(name, null, null, null, FarmDetails.DEFAULT_TIMEZONE, null, null);
  }

  private static String email(String name, UUID id) {
    return name + "." + id + "@example.com";
  }
}
