package com.tokkatot.farm;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

/** That a person belongs to a farm, and as what. */
@Entity
@Table(name = "farm_member")
public class FarmMember {

  /** Farm and person. */
  @Embeddable
  public static class Id implements Serializable {
    private static final long serialVersionUID = 1L;

    @Column(name = "farm_id")
    private UUID farmId;

    @Column(name = "account_id")
    private UUID accountId;

    /** For JPA. */
    protected Id() {}

    Id(UUID farmId, UUID accountId) {
      this.farmId = farmId;
      this.accountId = accountId;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Id id && id.farmId.equals(farmId) && id.accountId.equals(accountId);
    }

    @Override
    public int hashCode() {
      return Objects.hash(farmId, accountId);
    }
  }

  @EmbeddedId private Id id;
  private String role;

  /** For JPA. */
  protected FarmMember() {}

  Member member() {
    return new Member(id.farmId, id.accountId, Role.valueOf(role.toUpperCase(Locale.ROOT)));
  }
}
