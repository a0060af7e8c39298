package com.tokkatot.account;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** One sign-in on one device, until it expires or is ended. */
@Entity
@Table(name = "session")
public class Session {

  @Id private UUID id;

  @Column(name = "account_id")
  private UUID accountId;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "expires_at")
  private Instant expiresAt;

  @Column(name = "ended_at")
  private Instant endedAt;

  @Column(name = "ip_address")
  private String ipAddress;

  @Column(name = "user_agent")
  private String userAgent;

  /** For JPA. */
  protected Session() {}

  Session(UUID id, UUID accountId, Instant createdAt, Instant expiresAt, String ip, String agent) {
    this.id = id;
    this.accountId = accountId;
    this.createdAt = createdAt;
    this.expiresAt = expiresAt;
    this.ipAddress = ip;
    this.userAgent = agent;
  }

  void end(Instant now) {
    if (endedAt == null) {
      endedAt = now;
    }
  }

  boolean aliveAt(Instant now) {
    return endedAt == null && now.isBefore(expiresAt);
  }
}
