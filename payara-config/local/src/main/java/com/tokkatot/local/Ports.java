package com.tokkatot.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which server listens where, counted from one base port so that several stacks can run side by
 * side.
 *
 * @param base the port of the web site and the API; the others follow it
 */
public record Ports(int base) {

  /** Ports between the base and the first farm's. */
  private static final int FARMS = 10;

  /** Ports of one farm. */
  private static final int EACH = 3;

  private static final String NOTE = "port-base";

  public Ports {
    if (base < 1024 || base > 65_000) {
      throw new IllegalArgumentException("--port-base must be between 1024 and 65000, was " + base);
    }
  }

  public int cloud() {
    return base;
  }

  public int cloudMqtt() {
    return base + 1;
  }

  public int postgres() {
    return base + 2;
  }

  public int redis() {
    return base + 3;
  }

  public int objects() {
    return base + 4;
  }

  /** The start page. */
  public int start() {
    return base + 5;
  }

  /** InfluxDB, in a stack that has one. */
  int influx() {
    return base + 6;
  }

  /** What the application takes for InfluxDB 2. */
  int influxGate() {
    return base + 7;
  }

  /** What InfluxDB says to itself. */
  int influxOwn() {
    return base + 8;
  }

  public int hub(int farm) {
    return base + FARMS + EACH * farm;
  }

  public int farmMqtt(int farm) {
    return hub(farm) + 1;
  }

  /** Where a farm's nodes fetch firmware. */
  public int firmware(int farm) {
    return hub(farm) + 2;
  }

  /** Name of the server by port, for every port a stack with so many farms needs. */
  Map<Integer, String> all(int farms) {
    var all = new LinkedHashMap<Integer, String>();
    all.put(cloud(), "cloud");
    all.put(cloudMqtt(), "broker");
    all.put(postgres(), "postgres");
    all.put(redis(), "redis");
    all.put(objects(), "s3");
    all.put(start(), "start");
    for (int farm = 0; farm < farms; farm++) {
      all.put(hub(farm), "hub-" + farm);
      all.put(farmMqtt(farm), "farm-broker-" + farm);
      all.put(firmware(farm), "firmware of hub-" + farm);
    }
    return all;
  }

  /**
   * Checks that nobody else listens on our ports.
   *
   * @throws StackFailed naming the first port in use, who wanted it, and the option that moves us
   *     away
   */
  void requireFree(int farms) {
    all(farms)
        .forEach(
            (port, name) -> {
              if (!isFree(port)) {
                throw new StackFailed(
                    "Port "
                        + port
                        + " ("
                        + name
                        + ") is in use by another program. Stop that program, or choose other"
                        + " ports with --port-base, for example --port-base "
                        + (base + 1000)
                        + ".");
              }
            });
  }

  /** Notes the base for {@code status}, which is not told. */
  void write(Path run) throws IOException {
    PrivateFiles.write(run.resolve(NOTE), base + "\n");
  }

  /** What the launcher noted last. */
  static Ports read(Path run) {
    try {
      return new Ports(Integer.parseInt(Files.readString(run.resolve(NOTE)).strip()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isFree(int port) {
    try (var socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return true;
    } catch (IOException inUse) {
      return false;
    }
  }
}
