package com.tokkatot.message;

import com.tokkatot.account.Caller;
import com.tokkatot.alert.Alerts;
import com.tokkatot.audit.AuditLog;
import com.tokkatot.audit.Origin;
import com.tokkatot.setting.Key;
import com.tokkatot.setting.SystemValues;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.Page;
import com.tokkatot.shared.Sql;
import jakarta.ejb.EJB;
import jakarta.ejb.Stateless;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/** The way in to the caller's own messages: of his account, and of the farms he is still in. */
@Stateless
public class Messages {

  /** Most messages of one answer. */
  public static final int MAX_LIMIT = 100;

  private static final String MINE =
      " where message.account_id = ? and message.created_at > ? and message.deleted_at is null"
          + " and (message.farm_id is null or exists (select 1 from farm_member"
          + " join farm on farm.id = farm_member.farm_id and farm.deleted_at is null"
          + " where farm_member.farm_id = message.farm_id"
          + " and farm_member.account_id = message.account_id))";
  private static final String WANTED =
      " and (?::uuid is null or message.farm_id = ?::uuid)"
          + " and (?::text is null or message.severity = ?::text)"
          + " and (not ?::boolean or message.read_at is null)";
  private static final String SELECT =
      "select message.*, farm.name as farm_name, device.name as device_name,"
          + " coop.name as coop_name, (select count(*) from message_also"
          + " where message_also.message_id = message.id) as also_count,"
          + " message.details ->> 'ip_address' as ip_address,"
          + " message.details ->> 'device_name' as told_device,"
          + " (message.details ->> 'count')::int as told_count,"
          + " (message.details ->> 'at')::timestamptz as told_at"
          + " from message left join farm on farm.id = message.farm_id"
          + " left join alert on alert.id = message.alert_id"
          + " left join device on device.id = alert.device_id"
          + " left join coop on coop.id = alert.coop_id"
          + MINE;

  @Inject Sql sql;
  @Inject AuditLog audit;
  @Inject InstantSource time;
  @Inject SystemValues system;
  @EJB Alerts alerts;
  @Inject Event<MessagesChanged> messages;

  /**
   * Which messages are asked for.
   *
   * @param farmId null: of all farms and of the account
   * @param severity null: all
   */
  public record Wanted(UUID farmId, Importance severity, boolean onlyUnread) {

    /** All there are. */
    public static final Wanted ALL = new Wanted(null, null, false);
  }

  /**
   * A part of the caller's messages.
   *
   * @param total all that were asked for, whatever part of them is here
   * @param unreadCount all that are not read, whatever was asked for
   */
  public record MessageList(List<MessageView> messages, int total, int unreadCount) {}

  /**
   * The newest first.
   *
   * @throws Invalid if limit or offset is out of range
   */
  public MessageList of(Caller caller, Wanted wanted, int limit, int offset) {
    Page.check(limit, MAX_LIMIT, offset);
    var total =
        sql.query(
            "select count(*) as total from message" + MINE + WANTED,
            row -> row.getInt("total"),
            caller.accountId(),
            oldest(),
            wanted.farmId,
            wanted.farmId,
            wanted.severity,
            wanted.severity,
            wanted.onlyUnread);
    var found =
        sql.query(
            SELECT + WANTED + " order by message.created_at desc, message.id limit ? offset ?",
            MessageRow::read,
            caller.accountId(),
            oldest(),
            wanted.farmId,
            wanted.farmId,
            wanted.severity,
            wanted.severity,
            wanted.onlyUnread,
            limit,
            offset);
    return new MessageList(views(found), total.get(0), unread(caller));
  }

  /** How many the caller has not read. */
  public int unread(Caller caller) {
    return sql.query(
            "select count(*) as unread from message" + MINE + " and message.read_at is null",
            row -> row.getInt("unread"),
            caller.accountId(),
            oldest())
        .get(0);
  }

  /**
   * One message.
   *
   * @throws NotFound if the caller has none such ({@code MESSAGE_NOT_FOUND})
   */
  public MessageView get(Caller caller, UUID messageId) {
    var found =
        sql.query(
            SELECT + " and message.id = ?",
            MessageRow::read,
            caller.accountId(),
            oldest(),
            messageId);
    return views(found).stream()
        .findFirst()
        .orElseThrow(() -> new NotFound("MESSAGE_NOT_FOUND", "no such message of yours"));
  }

  /**
   * Read, or not read after all. Saying so again changes nothing.
   *
   * @throws NotFound if the caller has none such ({@code MESSAGE_NOT_FOUND})
   */
  public MessageView mark(Caller caller, UUID messageId, boolean isRead) {
    sql.update(
        "update message set read_at = ?" + MINE + " and message.id = ? and (read_at is null) = ?",
        isRead ? time.instant() : null,
        caller.accountId(),
        oldest(),
        messageId,
        isRead);
    messages.fire(MessagesChanged.seen(caller.accountId()));
    return get(caller, messageId);
  }

  /**
   * All are read.
   *
   * @param farmId null: those of all farms and of the account
   * @return how many were not
   */
  public int markAll(Caller caller, UUID farmId) {
    messages.fire(MessagesChanged.seen(caller.accountId()));
    return sql.update(
        "update message set read_at = ?"
            + MINE
            + " and message.read_at is null and (?::uuid is null or message.farm_id = ?::uuid)",
        time.instant(),
        caller.accountId(),
        oldest(),
        farmId,
        farmId);
  }

  /**
   * Takes it out of the caller's sight; others keep theirs.
   *
   * @throws NotFound if the caller has none such ({@code MESSAGE_NOT_FOUND})
   */
  public void remove(Caller caller, UUID messageId, Origin origin) {
    var message = get(caller, messageId);
    sql.update("update message set deleted_at = ? where id = ?", time.instant(), messageId);
    messages.fire(MessagesChanged.seen(caller.accountId()));
    audit.note(
        message.farmId(),
        caller.accountId(),
        "message.deleted",
        messageId,
        "asked by member",
        origin);
  }

  /** Older ones are kept, but not shown. Source: requirements.md 3.12. */
  private Instant oldest() {
    return time.instant().minus(system.days(Key.MESSAGE_DAYS));
  }

  private List<MessageView> views(List<MessageRow> rows) {
    var said =
        alerts.these(rows.stream().map(MessageRow::alertId).filter(Objects::nonNull).toList());
    return rows.stream().map(row -> row.with(said.get(row.alertId()))).toList();
  }
}
