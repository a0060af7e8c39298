package com.tokkatot.local;

import java.io.IOException;
import java.security.GeneralSecurityException;

/** The lines between programs and servers: a test may put something of its own into each. */
@FunctionalInterface
public interface Lines {

  /** Nothing in between. */
  Lines DIRECT = line -> line.brokerPort();

  /**
   * One program's line to one broker.
   *
   * @param client the program's name, for example {@code hub-0}
   * @param brokerPort where the broker listens on this machine
   * @param own what the program shows the broker
   * @param server what somebody shows who stands in for a broker
   */
  record Line(String client, int brokerPort, ClientKeys own, ClientKeys server) {}

  /** The port on this machine that the program is told instead of the broker's. */
  int port(Line line) throws IOException, GeneralSecurityException;

  /**
   * The port on this machine that a hub is told instead of the one of the cloud's REST calls.
   *
   * @param client the hub's name, for example {@code hub-0}
   */
  default int restPort(String client, int cloudPort) throws IOException {
    return cloudPort;
  }
}
