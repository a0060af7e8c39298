package com.tokkatot.local.bench;

import com.tokkatot.local.client.Answer;
import com.tokkatot.local.client.Api;
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
  private final Consumer<JsonObject> listener;
  private final CompletableFuture<Void> watching = new CompletableFuture<>();

  /**
   * @param listener is given each event of the farm, on the client's thread
   */
  LoadSocket(Api person, String farm, Consumer<JsonObject> listener) {
    this.person = person;
    this.farm = farm;
    this.listener = listener;
  }

  /** Complete once the server has begun to tell about the farm. */
  CompletableFuture<Void> watching() {
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
    var frame = Answer.parse(text.text());
    switch (frame.getString("type")) {
      case "auth:ok" ->
          say(
              context,
              Json.createObjectBuilder()
                  .add("type", "farm:subscribe")
                  .add("farm_id", farm)
                  .build());
      case "farm:subscribed" -> watching.complete(null);
      case "events" -> frame.getJsonArray("events").getValuesAs(JsonObject.class).forEach(listener);
      case "pong" -> {}
      default -> listener.accept(frame);
    }
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
