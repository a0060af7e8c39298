package com.tokkatot.websocket;

import com.tokkatot.account.Caller;
import com.tokkatot.shared.Body;
import com.tokkatot.shared.Ids;
import com.tokkatot.shared.Invalid;
import com.tokkatot.shared.NotFound;
import com.tokkatot.shared.NotSignedIn;
import com.tokkatot.shared.Problem;
import jakarta.json.Json;
import jakarta.json.JsonException;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.StringReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What one client and we say to each other: first {@code auth}, then {@code farm:subscribe}, {@code
 * farm:unsubscribe}, {@code device:command} and {@code ping}. Bad frames are answered with {@code
 * error}; a bad token ends the conversation.
 */
final class LiveConversation {

  /** A client that says nothing for so long is gone; it pings every 25 s. */
  static final Duration MAX_SILENCE = Duration.ofSeconds(60);

  static final int BAD_TOKEN = 4401;
  static final int SILENT = 4408;
  static final int TOO_SLOW = 4408;

  private static final int LONGEST_REF = 64;

  private final Client client;
  private final Peer peer;
  private final LiveConversations farms;
  private final Map<UUID, Subscription> subscriptions = new ConcurrentHashMap<>();
  private volatile Caller caller;
  private volatile String token;
  private volatile Instant lastHeard;
  private volatile Instant lastChecked;

  LiveConversation(Client client, Peer peer, LiveConversations farms) {
    this.client = client;
    this.peer = peer;
    this.farms = farms;
    this.lastHeard = farms.now();
    this.lastChecked = lastHeard;
  }

  void heard(String text) {
    lastHeard = farms.now();
    try (var reader = Json.createReader(new StringReader(text))) {
      answer(reader.readObject());
    } catch (JsonException | ClassCastException e) {
      error("INVALID_INPUT", "a frame must be a JSON object with a type");
    } catch (Problem e) {
      error(e.code(), e.getMessage());
    } catch (jakarta.ejb.EJBException e) {
      farms.log("A live request failed", e);
      error("INTERNAL_ERROR", "something went wrong on our side");
    }
  }

  /** Ends it when the client has said nothing for too long. */
  void endIfSilent(Instant now) {
    if (lastHeard.plus(MAX_SILENCE).isBefore(now)) {
      client.close(SILENT, "silent");
      ended();
    }
  }

  void ended() {
    farms.forget(this);
    subscriptions.values().forEach(farms::leave);
    subscriptions.clear();
  }

  private void answer(JsonObject frame) {
    var type = frame.getString("type", "");
    if (type.equals("auth")) {
      authenticate(frame.getString("token", ""));
    } else if (type.equals("ping")) {
      client.send("{\"type\":\"pong\"}");
    } else if (caller == null) {
      error("UNAUTHORIZED", "send auth with a token first");
    } else if (type.equals("farm:subscribe")) {
      subscribe(frame);
    } else if (type.equals("farm:unsubscribe")) {
      var gone = subscriptions.remove(farm(frame));
      if (gone != null) {
        farms.leave(gone);
      }
    } else if (type.equals("device:command")) {
      command(frame);
    } else {
      throw new Invalid("type", "is not known");
    }
  }

  /** What becomes of it, the farm's events tell. */
  private void command(JsonObject frame) {
    var answer = Json.createObjectBuilder();
    try {
      var order = Body.of(frame);
      var ref = order.textOrNull("ref", LONGEST_REF);
      if (ref != null) {
        answer.add("ref", ref);
      }
      var command = farms.command(token, peer.origin(), order);
      answer
          .add("type", "device:command")
          .add("command_id", command.commandId().toString())
          .add("status", command.status());
      client.send(answer.build().toString());
    } catch (Problem e) {
      client.send(said(answer, e).toString());
    } catch (jakarta.ejb.EJBException e) {
      farms.log("A command over a socket failed", e);
      client.send(
          said(answer, "INTERNAL_ERROR", "something went wrong on our side").build().toString());
    }
  }

  private static JsonObject said(JsonObjectBuilder answer, Problem problem) {
    said(answer, problem.code(), problem.getMessage());
    problem.details().forEach((name, value) -> answer.add(name, value.toString()));
    if (problem.retryAfterS() > 0) {
      answer.add("retry_after_s", problem.retryAfterS());
    }
    return answer.build();
  }

  private static JsonObjectBuilder said(JsonObjectBuilder answer, String code, String message) {
    return answer.add("type", "error").add("code", code).add("message", message);
  }

  /** Something for this member alone; lost when he does not keep up, lists say it too. */
  void tell(String json) {
    if (!client.isBusy()) {
      client.send(json);
    }
  }

  boolean isOf(UUID accountId) {
    var known = caller;
    return known != null && known.accountId().equals(accountId);
  }

  private void authenticate(String given) {
    try {
      caller = farms.authenticate(given);
      token = given;
    } catch (Problem e) {
      error(e.code(), e.getMessage());
      client.close(BAD_TOKEN, e.code());
      return;
    }
    client.send("{\"type\":\"auth:ok\",\"user_id\":\"" + caller.accountId() + "\"}");
  }

  /**
   * @param whose a session, an account or a farm
   */
  boolean concerns(UUID whose) {
    var known = caller;
    return known != null
        && (known.sessionId().equals(whose)
            || known.accountId().equals(whose)
            || subscriptions.containsKey(whose));
  }

  /** Whether nobody has asked since then if it may go on. */
  boolean isUncheckedSince(Instant then) {
    return lastChecked.isBefore(then);
  }

  /**
   * Asks again what was asked at the beginning: meanwhile the session may have ended, the member
   * been removed or the farm deleted. Without a database nothing is concluded.
   */
  void check() {
    lastChecked = farms.now();
    if (caller == null) {
      return;
    }
    try {
      caller = farms.authenticate(token);
      subscriptions.keySet().forEach(this::leaveUnlessMember);
    } catch (NotSignedIn e) {
      error(e.code(), e.getMessage());
      client.close(BAD_TOKEN, e.code());
      ended();
    } catch (jakarta.ejb.EJBException e) {
      farms.log("Cannot ask now whether a client may go on watching", e);
    }
  }

  private void leaveUnlessMember(UUID farmId) {
    try {
      farms.checkMember(caller, farmId);
    } catch (NotFound e) {
      farms.leave(subscriptions.remove(farmId));
      client.send(
          "{\"type\":\"farm:unsubscribed\",\"farm_id\":\""
              + farmId
              + "\",\"code\":\""
              + e.code()
              + "\"}");
    }
  }

  private void subscribe(JsonObject frame) {
    var farmId = farm(frame);
    farms.checkMember(caller, farmId);
    var newest = farms.cursor(farmId);
    var since =
        frame.get("since") instanceof JsonNumber number ? Math.max(0, number.longValue()) : newest;
    var anew = farms.newestIfNotWhole(farmId, since);
    var subscription = new Subscription(farmId, anew.orElse(since), client);
    var before = subscriptions.put(farmId, subscription);
    if (before != null) {
      farms.leave(before);
    }
    client.send(
        "{\"type\":\"farm:subscribed\",\"farm_id\":\""
            + farmId
            + "\",\"cursor\":"
            + anew.orElse(newest)
            + ",\"refresh\":"
            + anew.isPresent()
            + "}");
    farms.join(subscription);
  }

  private static UUID farm(JsonObject frame) {
    return Ids.parse("farm_id", frame.getString("farm_id", ""));
  }

  private void error(String code, String message) {
    client.send(said(Json.createObjectBuilder(), code, message).build().toString());
  }
}
