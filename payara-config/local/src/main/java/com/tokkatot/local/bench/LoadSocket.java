package com.tokkatot.local.bench;

import com.tokkatot.local.client.Answer;
import com.tokkatot.local.client.Api;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** One live socket of a {@link LoadClient}: signs in, watches a farm and hands its events over. */
final class LoadSocket extends SimpleChannelInboundHandler<TextWebSocketFrame> {

  /** The server ends a socket whose client says nothing for a minute. */
  private static final long PING_S = 25;

  private final Api person;
  private final String farm;
  private final Long since;
  private final Consumer<String> frames;
  private final CompletableFuture<Channel> watching = new CompletableFuture<>();

  /**
   * @param since cursor to go on from; null: from now on
   * @param frames is given each frame once the server tells about the farm, on the client's thread
   */
  LoadSocket(Api person, String farm, Long since, Consumer<String> frames) {
    this.person = person;
    this.farm = farm;
    this.since = since;
    this.frames = frames;
  }

  /** Of frames, each event. */
  static Consumer<String> events(Consumer<JsonObject> listener) {
    return text -> {
      var frame = Answer.parse(text);
      switch (frame.getString("type")) {
        case "events" ->
            frame.getJsonArray("events").getValuesAs(JsonObject.class).forEach(listener);
        case "farm:subscribed", "pong", "message:new", "message:read" -> {}
        default -> listener.accept(frame);
      }
    };
  }

  /** Complete once the server has begun to tell about the farm. */
  CompletableFuture<Channel> watching() {
    return watching;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
      say(
          context,
          Json.createObjectBuilder().add("type", "auth").add("token", person.token()).build());
      context
          .executor()
          .scheduleAtFixedRate(
              () -> say(context, Json.createObjectBuilder().add("type", "ping").build()),
              PING_S,
              PING_S,
              TimeUnit.SECONDS);
    }
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame text) {
    if (watching.isDone()) {
      frames.accept(text.text());
      return;
    }
    switch (Answer.parse(text.text()).getString("type")) {
      case "auth:ok" -> say(context, subscription());
      case "farm:subscribed" -> {
        frames.accept(text.text());
        watching.complete(context.channel());
      }
      default -> watching.completeExceptionally(new IOException("the server said " + text.text()));
    }
  }

  private JsonObject subscription() {
    var frame = Json.createObjectBuilder().add("type", "farm:subscribe").add("farm_id", farm);
    return (since == null ? frame : frame.add("since", since)).build();
  }

  private static void say(ChannelHandlerContext context, JsonObject frame) {
    context.writeAndFlush(new TextWebSocketFrame(frame.toString()), context.voidPromise());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    watching.completeExceptionally(new IOException("the server closed the socket"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    watching.completeExceptionally(cause);
    context.close();
  }
}
