package com.tokkatot.sync;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Whether what we show of a farm is what it is.
 *
 * @param isInStep no difference is open, the hub is there and spoke within half a minute
 * @param comparedAt when a digest was last compared; null: never
 * @param hubClockOffsetMs the hub's clock less ours, the message's way included; null: not known
 * @param backlog records that wait on the hub, by its own account
 * @param eventsTo number of the newest event of the hub's journal; null: not known
 * @param eventsStoredTo up to where its events are stored here
 * @param readingsStoredTo up to where its readings are
 * @param eventRepeats how many events of this journal came that were stored already; null: not
 *     known
 * @param openDifferences the newest first
 * @param gaps events that the hourly audit missed, the newest first: open ones, and how others
 *     ended
 */
public record SyncView(
    UUID farmId,
    boolean isInStep,
    Instant comparedAt,
    boolean isHubOnline,
    Long hubClockOffsetMs,
    long backlog,
    Long eventsTo,
    Long eventsStoredTo,
    Long readingsStoredTo,
    Long repeatedEventBatches,
    List<Difference> openDifferences,
    List<Gap> gaps) {

  /**
   * One device of which we believed something else.
   *
   * @param expected what we believed: on, off, error or unknown
   * @param actual what the device is: that is what is shown from then on
   * @param severity info or warning
   */
  public record Difference(
      UUID deviceId,
      String deviceName,
      String expected,
      String actual,
      String severity,
      Instant notedAt) {}

  /**
   * Events with these numbers were not here when they should have been.
   *
   * @param asked how often the hub was asked for them
   * @param endedAt null: they are still missing
   * @param outcome fetched or lost; null while they are missing
   * @param reason why they are lost
   */
  public record Gap(
      long firstSeq,
      long lastSeq,
      Instant foundAt,
      int asked,
      Instant endedAt,
      String outcome,
      String reason) {}
}
