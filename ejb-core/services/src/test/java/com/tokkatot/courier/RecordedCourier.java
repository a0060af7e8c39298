package com.tokkatot.courier;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Remembers what it was given; sends nothing. */
public final class RecordedCourier extends Courier {

  private final List<CodeMessage> given = new ArrayList<>();
  private boolean broken;

  /** Everything it was given, oldest first. */
  public List<CodeMessage> given() {
    return given;
  }

  /** What it was given last. */
  public CodeMessage last() {
    return given.get(given.size() - 1);
  }

  /** From now on nothing goes out. */
  public void breakDown() {
    broken = true;
  }

  @Override
  public UUID send(CodeMessage message) {
    given.add(message);
    return UUID.randomUUID();
  }

  @Override
  public boolean awaitSent(UUID id, Duration atMost) {
    return !broken;
  }
}
