package com.tokkatot.shared;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import redis.embedded.RedisServer;

/** A real Redis on a free port of loopback; {@link #stop} takes it away. */
public final class TestRedis implements AutoCloseable {

  private final int port;
  private final RedisServer server;
  private final List<Redis> clients = new ArrayList<>();

  public TestRedis() {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    try {
      server =
          RedisServer.newRedisServer()
              .port(port)
              .setting("bind 127.0.0.1")
              .setting("save \"\"")
              .build();
      server.start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A client of its own. */
  public Redis client(InstantSource time) {
    var redis = new Redis();
    redis.uri = "redis://127.0.0.1:" + port;
    redis.time = time;
    clients.add(redis);
    return redis;
  }

  public void stop() {
    try {
      server.stop();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    clients.forEach(Redis::close);
    stop();
  }
}
