package com.tokkatot.local.chaos;

import com.tokkatot.local.Lines;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A thin and long line between the farms and the cloud, which can be cut: all that goes one way
 * shares one bandwidth. Bytes pass as they are; what lies between them cannot lose packets.
 */
public final class SlowLines implements Lines, AutoCloseable {

  private final int cloudBroker;
  private final SlowWay up;
  private final SlowWay down;
  private final ExecutorService threads = Executors.newCachedThreadPool(SlowLines::daemon);
  private final List<ServerSocket> listeners = new ArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean cut;
  private volatile boolean closed;

  /**
   * @param cloudBroker port of the cloud's broker: lines to other brokers stay as they are
   * @param bitsPerSecond each way
   * @param delay each way
   */
  public SlowLines(int cloudBroker, long bitsPerSecond, Duration delay) {
    this.cloudBroker = cloudBroker;
    this.up = new SlowWay(bitsPerSecond, delay);
    this.down = new SlowWay(bitsPerSecond, delay);
  }

  @Override
  public int port(Line line) throws IOException {
    var isUplink = line.brokerPort() == cloudBroker && line.client().startsWith("hub-");
    return isUplink ? listen(line.brokerPort()) : line.brokerPort();
  }

  @Override
  public int restPort(String client, int cloudPort) throws IOException {
    return listen(cloudPort);
  }

  /** Ends all connections and lets none come up. */
  public void cut() throws IOException {
    cut = true;
    for (var socket : open) {
      socket.close();
    }
  }

  /** From now on it takes so long, each way. */
  public void delay(Duration eachWay) {
    up.delay(eachWay);
    down.delay(eachWay);
  }

  /** As it was before the cut. */
  public void mend() {
    cut = false;
  }

  /** Bytes from the farms to the cloud so far. */
  public long bytesUp() {
    return up.bytes();
  }

  private synchronized int listen(int server) throws IOException {
    var listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    listeners.add(listener);
    threads.execute(() -> accept(listener, server));
    return listener.getLocalPort();
  }

  private void accept(ServerSocket listener, int server) {
    while (!closed) {
      try {
        var client = listener.accept();
        if (cut) {
          client.close();
        } else {
          threads.execute(() -> serve(client, server));
        }
      } catch (IOException closing) {
        // The listener was closed, or this one caller was gone again: the loop decides.
      }
    }
  }

  private void serve(Socket client, int port) {
    try (client;
        var server = new Socket(InetAddress.getLoopbackAddress(), port)) {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      open.add(client);
      try {
        threads.execute(() -> down.carry(server, client, threads));
        up.carry(client, server, threads);
      } finally {
        open.remove(client);
      }
    } catch (IOException away) {
      // The server is away: the hub sees its line end, as it would without us.
    }
  }

  private static Thread daemon(Runnable work) {
    var thread = new Thread(work, "slow-lines");
    thread.setDaemon(true);
    return thread;
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    for (var listener : listeners) {
      listener.close();
    }
    for (var socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
