package com.tokkatot.local.bench;

import com.tokkatot.local.Lines;
import com.tokkatot.local.chaos.BadLines;
import com.tokkatot.local.chaos.Faults;
import com.tokkatot.local.chaos.SlowLines;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.Duration;

/** Only what lies between hub and cloud is bad: slow, cut, and messages lost, doubled, delayed. */
final class FaultyUplink implements Lines, AutoCloseable {

  private static final long BITS_PER_SECOND = 100_000_000;
  private static final double SHARE = 0.1;

  private final int cloudBroker;
  private final Faults faults;
  private final BadLines bad;
  private final SlowLines slow;

  FaultyUplink(int cloudBroker, long seed) {
    this.cloudBroker = cloudBroker;
    this.faults = new Faults(seed, SHARE, Duration.ofSeconds(3));
    this.bad = new BadLines(faults);
    this.slow = new SlowLines(cloudBroker, BITS_PER_SECOND, Duration.ZERO);
  }

  SlowLines line() {
    return slow;
  }

  Faults faults() {
    return faults;
  }

  @Override
  public int port(Line line) throws IOException, GeneralSecurityException {
    var isUplink = line.brokerPort() == cloudBroker && line.client().startsWith("hub-");
    return isUplink
        ? bad.port(new Line(line.client(), slow.port(line), line.own(), line.server()))
        : line.brokerPort();
  }

  @Override
  public int restPort(String client, int cloudPort) throws IOException {
    return slow.restPort(client, cloudPort);
  }

  @Override
  public void close() throws IOException {
    bad.close();
    slow.close();
  }
}
