package com.tokkatot.farm;

import com.tokkatot.account.Caller;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Who belongs to which farm, asked by every request: one statement, and no bean around it. */
@ApplicationScoped
public class Memberships {

  @Inject Sql sql;

  /**
   * As {@link #find}, for whom it must be.
   *
   * @throws NotFound if there is no such farm or the caller is not in it ({@code FARM_NOT_FOUND})
   */
  public Member member(Caller caller, UUID farmId) {
    return find(caller, farmId).orElseThrow(Farms::unknown);
  }

  /**
   * The caller as a member of this farm; Tokkatot's staff are let in with their staff role. Empty
   * if there is no such farm or the caller is not in it: which of the two is not told.
   */
  public Optional<Member> find(Caller caller, UUID farmId) {
    if (caller.isStaff()) {
      return sql
          .query(
              "select 1 from farm where id = ? and is_active",
              row -> new Member(farmId, caller.accountId(), null, caller.staffRole()),
              farmId)
          .stream()
          .findFirst();
    }
    return sql
        .query(
            "select role from farm_member join farm on farm.id = farm_member.farm_id"
                + " and farm.is_active where farm_id = ? and account_id = ?",
            row -> new Member(farmId, caller.accountId(), Sql.word(row, "role", Role.class)),
            farmId,
            caller.accountId())
        .stream()
        .findFirst();
  }
}
