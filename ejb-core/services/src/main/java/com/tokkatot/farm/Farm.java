package com.tokkatot.farm;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.util.UUID;

/** A place with birds, its people and its hub. */
@Entity
@Table(name = "farm")
public class Farm {

  @Id private UUID id;
  private String name;

  /** IANA zone; the farm's days and schedules live in it. */
  private String timezone;

  @Column(name = "is_active")
  private boolean active;

  /** For JPA. */
  protected Farm() {}

  boolean active() {
    return active;
  }
}
