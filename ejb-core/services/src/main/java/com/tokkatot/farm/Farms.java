package com.tokkatot.farm;

import com.tokkatot.account.Caller;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.InstantSource;
import java.util.List;
import java.util.UUID;
import java.util.function.UnaryOperator;

/** The way in to farms. Permissions have been checked at the door: {@link Access}. */
@Stateless
public class Farms {

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject Event<FarmZoned> zoned;
  @Inject Event<MemberChanged> changed;

  /** The farms the caller belongs to: the one that is to come first, then by name. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public List<FarmView> of(Caller caller) {
    return sql.query(FarmRows.LIST, FarmRows::view, caller.accountId());
  }

  /** Everything about the member's farm. */
  @TransactionAttribute(TransactionAttributeType.SUPPORTS)
  public FarmRecord get(Member member) {
    return sql.query(FarmRows.RECORD, row -> FarmRows.record(row, member), member.farmId()).stream()
        .findFirst()
        .orElseThrow(Farms::unknown);
  }

  /** A new farm with one coop; whoever makes it owns it. */
  public FarmRecord create(Caller caller, FarmDetails details, Origin origin) {
    var now = time.instant();
    var farmId = Ids.next(time);
    sql.update(
        "insert into farm (id, name, location, latitude, longitude, timezone, description,"
            + " image_url, created_at, updated_at) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        farmId,
        details.name(),
        details.location(),
        details.latitude(),
        details.longitude(),
        details.timezone(),
        details.description(),
        details.imageUrl(),
        now,
        now);
    sql.update(
        "insert into farm_member (farm_id, account_id, role, joined_at) values (?, ?, 'owner', ?)",
        farmId,
        caller.accountId(),
        now);
    // A first name in the owner's language; it is theirs to change.
    sql.update(
        "insert into coop (id, farm_id, name)"
            + " select ?, ?, case language when 'km' then 'ទ្រុង 1' else 'Coop 1' end"
            + " from account where id = ?",
        Ids.next(time),
        farmId,
        caller.accountId());
    audit.note(farmId, caller.accountId(), "farm.created", farmId, "asked by owner", origin);
    return get(new Member(farmId, caller.accountId(), Role.OWNER));
  }

  /**
   * Changes what people say about the farm.
   *
   * @param change gets what is there now and gives what shall be; no other change comes in between
   */
  public FarmRecord change(Member member, UnaryOperator<FarmDetails> change, Origin origin) {
    var now =
        sql
            .query(
                "select * from farm where id = ? and is_active for no key update",
                FarmRows::details,
                member.farmId())
            .stream()
            .findFirst()
            .orElseThrow(Farms::unknown);
    var next = change.apply(now);
    var differences = next.differencesTo(now);
    if (!differences.isEmpty()) {
      write(member.farmId(), next);
      audit.note(
          member.farmId(),
          member.accountId(),
          "farm.changed",
          member.farmId(),
          String.join(", ", differences),
          origin);
      if (differences.contains("timezone")) {
        zoned.fire(new FarmZoned(member.farmId()));
      }
    }
    return get(member);
  }

  /**
   * Deletes the farm for its people; what its devices have told stays, and so does its audit trail.
   *
   * @throws NotFound if somebody was faster ({@code FARM_NOT_FOUND})
   */
  public void delete(Member member, Origin origin) {
    var now = time.instant();
    var deleted =
        sql.update(
            "update farm set is_active = false, deleted_at = ?, updated_at = ?"
                + " where id = ? and is_active",
            now,
            now,
            member.farmId());
    if (deleted == 0) {
      throw unknown();
    }
    sql.update(
        "update picture set expires_at = ? where farm_id = ? and expires_at is null",
        now,
        member.farmId());
    audit.note(
        member.farmId(),
        member.accountId(),
        "farm.deleted",
        member.farmId(),
        "asked by owner",
        origin);
    changed.fire(new MemberChanged(member.farmId(), null));
  }

  static NotFound unknown() {
    return new NotFound("FARM_NOT_FOUND", "no such farm");
  }

  private void write(UUID farmId, FarmDetails details) {
    sql.update(
        "update farm set name = ?, location = ?, latitude = ?, longitude = ?, timezone = ?,"
            + " description = ?, image_url = ?, updated_at = ? where id = ?",
        details.name(),
        details.location(),
        details.latitude(),
        details.longitude(),
        details.timezone(),
        details.description(),
        details.imageUrl(),
        time.instant(),
        farmId);
  }
}
