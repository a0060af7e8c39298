package com.tokkatot.local.bench;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.AttributeKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;

/** One connection of a {@link LoadClient}: one request at a time; then it is unused again. */
final class LoadConnection extends SimpleChannelInboundHandler<FullHttpResponse> {

  private static final AttributeKey<Asked> ASKED = AttributeKey.valueOf("asked");

  /** A request under way. */
  record Asked(FullHttpRequest request, CompletableFuture<LoadClient.Reply> reply) {}

  private final Deque<Channel> unused;

  LoadConnection(Deque<Channel> unused) {
    this.unused = unused;
  }

  /** Sends once the connection is made; fails the reply when it cannot be. */
  static void send(ChannelFuture connection, Asked asked) {
    if (!connection.isSuccess()) {
      asked.reply.completeExceptionally(connection.cause());
      return;
    }
    connection.channel().attr(ASKED).set(asked);
    connection.channel().writeAndFlush(asked.request, connection.channel().voidPromise());
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpResponse response) {
    var asked = context.channel().attr(ASKED).getAndSet(null);
    // The server ends a connection after so many requests, and says so.
    if (HttpUtil.isKeepAlive(response)) {
      unused.addLast(context.channel());
    } else {
      context.close();
    }
    asked.reply.complete(
        new LoadClient.Reply(
            response.status().code(), response.content().toString(StandardCharsets.UTF_8)));
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    unused.remove(context.channel());
    fail(context, new IOException("the server closed the connection"));
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    fail(context, cause);
    context.close();
  }

  private static void fail(ChannelHandlerContext context, Throwable cause) {
    var asked = context.channel().attr(ASKED).getAndSet(null);
    if (asked != null) {
      asked.reply.completeExceptionally(cause);
    }
  }
}
