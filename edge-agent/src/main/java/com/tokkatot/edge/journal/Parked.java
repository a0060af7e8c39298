package com.tokkatot.edge.journal;

import com.tokkatot.edge.link.Incoming;
import com.tokkatot.edge.link.Quiet;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicLong;

/** Messages that mean nothing to us: counted, kept with their reason, and the stream goes on. */
public final class Parked {

  private static final Logger LOG = System.getLogger(Parked.class.getName());
  private static final int KEPT = 1000;
  private static final int MOST_BYTES = 8192;

  private final InstantSource time;
  private final Quiet quiet;
  private final AtomicLong count = new AtomicLong();

  public Parked(InstantSource time) {
    this.time = time;
    this.quiet = new Quiet(time);
  }

  /** Keeps a message; the last 1,000 are kept. */
  public Runnable park(Store store, Incoming message, String reason) throws SQLException {
    var payload = message.payload();
    store.run(
        "insert into parked (at, topic, payload, reason) values (?, ?, ?, ?)",
        time.millis(),
        message.topic(),
        payload.length > MOST_BYTES ? Arrays.copyOf(payload, MOST_BYTES) : payload,
        reason);
    store.run("delete from parked where seq <= (select max(seq) from parked) - ?", KEPT);
    return () -> {
      var total = count.incrementAndGet();
      if (quiet.allows()) {
        LOG.log(
            Level.WARNING,
            "Parked {0} ({1} since start): {2}",
            message.topic(),
            String.valueOf(total),
            reason);
      }
    };
  }

  /** Since the hub's start. */
  public long count() {
    return count.get();
  }
}
