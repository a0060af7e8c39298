package com.tokkatot.account;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Everything we know of a person, for that person. */
public record AccountCopy(
    Instant exportedAt,
    AccountView account,
    List<SessionCopy> sessions,
    List<MembershipCopy> farms,
    List<InvitationCopy> invitations,
    List<CommandCopy> commands,
    List<ActivityView> activities,
    List<PreferenceCopy> preferences,
    List<MessageCopy> messages) {

  /** A session, living or ended. */
  public record SessionCopy(
      UUID id,
      String deviceName,
      String ipAddress,
      String userAgent,
      Instant createdAt,
      Instant lastActivity,
      Instant endedAt) {}

  /** How the person wants the app to be, where it is not as usual. */
  public record PreferenceCopy(String name, String value) {}

  /**
   * What the person was told of, also what the person took away.
   *
   * @param type of the alert it was about
   */
  public record MessageCopy(
      UUID id,
      UUID farmId,
      String type,
      String severity,
      String ipAddress,
      String deviceName,
      Instant createdAt,
      Instant readAt) {}

  /** A farm the person is in. */
  public record MembershipCopy(UUID farmId, String farmName, String role, Instant joinedAt) {}

  /** An invitation the person made, or that was made to the person. */
  public record InvitationCopy(
      UUID id, UUID farmId, String role, String state, boolean received, Instant createdAt) {}

  /** A command the person gave. */
  public record CommandCopy(
      UUID id, UUID farmId, UUID deviceId, String action, String state, Instant issuedAt) {}
}
