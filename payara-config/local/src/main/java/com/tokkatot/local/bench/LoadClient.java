package com.tokkatot.local.bench;

import com.tokkatot.local.client.Api;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.handler.codec.http.DefaultFullHttpRequest;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import jakarta.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Many people's requests from one thread, over connections that stay open and carry one request at
 * a time. The load comes from the machine that is measured, so asking must cost little: the JDK's
 * client, which hands each answer over to threads of its own, took a seventh of it.
 */
final class LoadClient implements AutoCloseable {

  private static final int LARGEST_ANSWER = 10_000_000;

  /** What came back. */
  record Reply(int status, String body) {}

  private final URI base;
  private final NioEventLoopGroup thread = new NioEventLoopGroup(1);

  // Touched by that thread alone. The one unused for longest goes first: then none is unused so
  // long that the server closes it.
  private final Deque<Channel> unused = new ArrayDeque<>();

  /**
   * @param base of the API, {@code http://host:port/api/v1}
   */
  LoadClient(URI base) {
    this.base = base;
  }

  /** Asks as this person and does not wait. */
  CompletableFuture<Reply> get(Api person, String path) {
    return ask(request(HttpMethod.GET, person, path, ""));
  }

  /** Asks as this person and does not wait. */
  CompletableFuture<Reply> post(Api person, String path, String json) {
    return ask(request(HttpMethod.POST, person, path, json));
  }

  private FullHttpRequest request(HttpMethod method, Api person, String path, String json) {
    var content = Unpooled.wrappedBuffer(json.getBytes(StandardCharsets.UTF_8));
    var request =
        new DefaultFullHttpRequest(HttpVersion.HTTP_1_1, method, base.getPath() + path, content);
    request
        .headers()
        .set(HttpHeaderNames.HOST, base.getAuthority())
        .set(HttpHeaderNames.AUTHORIZATION, "Bearer " + person.token())
        .set("X-Forwarded-For", person.address())
        .set(HttpHeaderNames.CONTENT_LENGTH, content.readableBytes());
    if (content.isReadable()) {
      request.headers().set(HttpHeaderNames.CONTENT_TYPE, "application/json");
    }
    return request;
  }

  private CompletableFuture<Reply> ask(FullHttpRequest request) {
    var asked = new LoadConnection.Asked(request, new CompletableFuture<>());
    thread.execute(
        () -> {
          var connection = unused.pollFirst();
          if (connection == null) {
            connect(base, new LoadConnection(unused))
                .addListener((ChannelFuture made) -> LoadConnection.send(made, asked));
          } else {
            LoadConnection.send(connection.newSucceededFuture(), asked);
          }
        });
    return asked.reply();
  }

  /** Watches a farm as this person; each of its events goes to the listener, on the one thread. */
  void watch(URI socket, Api person, String farm, Consumer<JsonObject> listener) {
    open(socket, new LoadSocket(person, farm, null, LoadSocket.events(listener)))
        .orTimeout(20, TimeUnit.SECONDS)
        .join();
  }

  /** Does not wait; complete once the server tells about the farm. */
  CompletableFuture<Channel> open(URI socket, LoadSocket handler) {
    var webSocket =
        WebSocketClientProtocolConfig.newBuilder()
            .webSocketUri(socket)
            .maxFramePayloadLength(LARGEST_ANSWER)
            .build();
    connect(socket, new WebSocketClientProtocolHandler(webSocket), handler)
        .addListener(
            (ChannelFuture made) -> {
              if (!made.isSuccess()) {
                handler.watching().completeExceptionally(made.cause());
              }
            });
    return handler.watching();
  }

  private ChannelFuture connect(URI server, ChannelHandler... handlers) {
    return new Bootstrap()
        .group(thread)
        .channel(NioSocketChannel.class)
        .option(ChannelOption.TCP_NODELAY, true)
        .handler(
            new ChannelInitializer<>() {
              @Override
              protected void initChannel(Channel channel) {
                channel
                    .pipeline()
                    .addLast(new HttpClientCodec(), new HttpObjectAggregator(LARGEST_ANSWER))
                    .addLast(handlers);
              }
            })
        .connect(server.getHost(), server.getPort());
  }

  @Override
  public void close() {
    thread.shutdownGracefully(0, 5, TimeUnit.SECONDS).syncUninterruptibly();
  }
}
