package com.tokkatot.local.chaos;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** One connection: what its two ends say to each other, with accidents. */
final class BadLine {

  /** Packet ids of our own doubles; clients and brokers begin at 1 and stay far below. */
  private static final int FIRST_OWN_ID = 60_000;

  private static final int VERSION_5 = 5;

  private final Socket client;
  private final Socket broker;
  private final Faults faults;
  private final ScheduledExecutorService timer;
  private volatile boolean versionFive;

  BadLine(Socket client, Socket broker, Faults faults, ScheduledExecutorService timer) {
    this.client = client;
    this.broker = broker;
    this.faults = faults;
    this.timer = timer;
  }

  /** Runs until one of the ends closes, on this thread and another one. */
  void run(Executor threads) throws IOException {
    var toBroker = new Direction(broker.getOutputStream(), false);
    var toClient = new Direction(client.getOutputStream(), true);
    toBroker.back = toClient;
    toClient.back = toBroker;
    threads.execute(() -> pump(broker, toClient));
    pump(client, toBroker);
  }

  private void pump(Socket from, Direction to) {
    try (client;
        broker;
        var in = new BufferedInputStream(from.getInputStream())) {
      copy(in, to);
    } catch (IOException | RejectedExecutionException gone) {
      // One of the ends has closed or died: the other one learns it by our closing.
    }
  }

  private void copy(InputStream in, Direction to) throws IOException {
    for (var frame = Frame.read(in); frame != null; frame = Frame.read(in)) {
      switch (frame.type()) {
        case 1 -> {
          // "MQTT" with its length, then the version.
          versionFive = frame.bytes()[frame.body() + 6] == VERSION_5;
          to.write(frame);
        }
        case Frame.CONNACK -> to.write(versionFive ? TopicAliases.refused(frame) : frame);
        case Frame.PUBLISH -> to.publish(frame);
        case Frame.PUBACK -> to.puback(frame);
        default -> to.write(frame);
      }
    }
  }

  /** One way along the line. */
  private final class Direction {

    private final OutputStream out;
    private final boolean fromBroker;
    // Doubles sent this way, whose acknowledgements coming back are for nobody.
    private final Set<Integer> doubles = ConcurrentHashMap.newKeySet();
    private int nextOwnId = FIRST_OWN_ID;
    private Direction back;

    Direction(OutputStream out, boolean fromBroker) {
      this.out = out;
      this.fromBroker = fromBroker;
    }

    void publish(Frame frame) throws IOException {
      var acknowledged = frame.qos() == 1;
      switch (faults.ofPublish(fromBroker)) {
        case DROP -> {}
        case SWALLOW -> {
          if (acknowledged) {
            back.write(Frame.puback(frame.id()));
          }
        }
        case DOUBLE -> {
          write(frame);
          write(acknowledged ? another(frame) : frame);
        }
        case DELAY -> later(frame);
        default -> write(frame);
      }
    }

    void puback(Frame frame) throws IOException {
      if (back.doubles.remove(frame.id())) {
        return;
      }
      switch (faults.ofPuback(fromBroker)) {
        case DROP -> {}
        case CUT -> throw new IOException("the line is cut");
        case DELAY -> later(frame);
        default -> write(frame);
      }
    }

    /** As a message of its own: the same one again on a line that stayed up would be no double. */
    private Frame another(Frame frame) {
      int id = nextOwnId;
      nextOwnId = id == 0xffff ? FIRST_OWN_ID : id + 1;
      doubles.add(id);
      return frame.withId(id);
    }

    private void later(Frame frame) {
      Duration delay = faults.delay();
      timer.schedule(
          () -> {
            try {
              write(frame);
            } catch (IOException closed) {
              // It was lost with its line.
            }
          },
          delay.toMillis(),
          TimeUnit.MILLISECONDS);
    }

    synchronized void write(Frame frame) throws IOException {
      out.write(frame.bytes());
      out.flush();
    }
  }
}
