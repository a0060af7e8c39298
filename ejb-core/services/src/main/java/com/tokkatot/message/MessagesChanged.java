package com.tokkatot.message;

import com.tokkatot.alert.AlertView;
import jakarta.json.Json;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * Members have other messages than before; for their pages, once it is committed.
 *
 * @param frames by account
 */
record MessagesChanged(Map<UUID, String> frames) {

  /** Each has a new message about an alert, or it is news again. */
  static MessagesChanged written(
      AlertView alert, Importance importance, Collection<UUID> accounts) {
    return of(
        accounts,
        Json.createObjectBuilder()
            .add("type", "message:new")
            .add("farm_id", alert.farmId().toString())
            .add("alert_id", alert.id().toString())
            .add("severity", importance.name().toLowerCase(Locale.ROOT))
            .add("message_key", alert.messageKey())
            .build()
            .toString());
  }

  /** One has a new message about the own account. */
  static MessagesChanged written(Topic topic, Importance importance, UUID account) {
    return of(
        List.of(account),
        Json.createObjectBuilder()
            .add("type", "message:new")
            .add("topic", topic.name().toLowerCase(Locale.ROOT))
            .add("severity", importance.name().toLowerCase(Locale.ROOT))
            .add("message_key", topic.messageKey())
            .build()
            .toString());
  }

  /** One has read, unread or deleted messages on one of his pages. */
  static MessagesChanged seen(UUID account) {
    return of(List.of(account), "{\"type\":\"message:read\"}");
  }

  private static MessagesChanged of(Collection<UUID> accounts, String frame) {
    var frames = new LinkedHashMap<UUID, String>();
    accounts.forEach(account -> frames.put(account, frame));
    return new MessagesChanged(frames);
  }
}
