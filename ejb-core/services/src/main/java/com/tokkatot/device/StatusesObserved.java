package com.tokkatot.device;

import com.tokkatot.live.LiveEvent;
import com.tokkatot.wire.StatusMessage;
import java.util.List;

/**
 * Devices said what they are; heard in the same transaction, so a command is finished by the very
 * report that changed its device.
 *
 * @param statuses in the order of arrival, stale ones included: they may still answer a command
 * @param newer those among them that were newer than all their device had said, in that order
 * @param late those that were never heard before, but are older than what their device has said
 *     meanwhile: they came out of a journal
 * @param events to be appended once at the end; observers add theirs
 */
public record StatusesObserved(
    List<StatusMessage> statuses,
    List<StatusMessage> newer,
    List<StatusMessage> late,
    List<LiveEvent> events) {

  /** Nothing of it came late. */
  public StatusesObserved(
      List<StatusMessage> statuses, List<StatusMessage> newer, List<LiveEvent> events) {
    this(statuses, newer, List.of(), events);
  }
}
