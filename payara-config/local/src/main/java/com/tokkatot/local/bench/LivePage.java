package com.tokkatot.local.bench;

import com.tokkatot.local.client.Api;
import io.netty.channel.Channel;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/**
 * An open page of a farm: what it was told, told apart by cursors. It reads frames with as little
 * work as it can, for a thousand of them are read by one thread before the last one counts.
 */
final class LivePage {

  private static final String CURSOR = "\"cursor\":";
  private static final String SINCE = "\"since\":";

  private final Api person;
  private final String farm;
  private final BiConsumer<LivePage, String> listener;
  private Channel channel;

  // Written by the client's thread alone.
  private volatile long cursor;
  private volatile long missing;
  private volatile long repeated;
  private volatile long refreshed;

  /**
   * @param listener is given each frame of events, on the client's thread
   */
  LivePage(Api person, String farm, BiConsumer<LivePage, String> listener) {
    this.person = person;
    this.farm = farm;
    this.listener = listener;
  }

  /** Opens it, or opens it again where it was. */
  CompletableFuture<Void> open(LoadClient client, URI socket) {
    var since = channel == null ? null : Long.valueOf(cursor);
    return client
        .open(socket, new LoadSocket(person, farm, since, frame -> heard(frame, since)))
        .thenAccept(opened -> channel = opened);
  }

  CompletableFuture<Void> close() {
    var closed = new CompletableFuture<Void>();
    channel.close().addListener(done -> closed.complete(null));
    return closed;
  }

  String farm() {
    return farm;
  }

  /** Events that never came, as its cursors show. */
  long missing() {
    return missing;
  }

  /** Events that came twice. */
  long repeated() {
    return repeated;
  }

  /** How often it was asked to load anew. */
  long refreshed() {
    return refreshed;
  }

  private void heard(String frame, Long since) {
    if (frame.startsWith("{\"type\":\"pong\"")) {
      return;
    }
    if (frame.startsWith("{\"type\":\"farm:subscribed\"")) {
      if (since == null) {
        cursor = number(frame, frame.indexOf(CURSOR) + CURSOR.length());
      }
      refreshed += frame.contains("\"refresh\":true") ? 1 : 0;
      return;
    }
    var isMany = frame.startsWith("{\"type\":\"events\"");
    var from = isMany ? number(frame, frame.indexOf(SINCE) + SINCE.length()) : -1;
    for (var at = frame.indexOf(CURSOR); at >= 0; at = frame.indexOf(CURSOR, at + 1)) {
      var next = number(frame, at + CURSOR.length());
      var before = from >= 0 ? from : next - 1;
      missing += before > cursor ? before - cursor : 0;
      repeated += next <= cursor ? 1 : 0;
      cursor = Math.max(cursor, next);
    }
    listener.accept(this, frame);
  }

  private static long number(String text, int at) {
    var end = at;
    while (end < text.length() && Character.isDigit(text.charAt(end))) {
      end++;
    }
    return Long.parseLong(text, at, end, 10);
  }
}
