package com.tokkatot.edge.upload;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.IntSupplier;

/** Says when the journal is to be uploaded: as often as the farm has set. Looked at each minute. */
public final class UploadClock {

  private final InstantSource time;
  private final IntSupplier minutes;
  private final Runnable upload;
  private Instant last;

  /**
   * @param minutes how often; asked at every look, for it may change
   */
  public UploadClock(InstantSource time, IntSupplier minutes, Runnable upload) {
    this.time = time;
    this.minutes = minutes;
    this.upload = upload;
    this.last = time.instant();
  }

  /** Uploads if it is time; one thread at a time. */
  public void look() {
    var now = time.instant();
    // A clock that was put back says nothing of how long it has been.
    if (now.isBefore(last) || !now.isBefore(last.plus(Duration.ofMinutes(minutes.getAsInt())))) {
      last = now;
      upload.run();
    }
  }
}
