package com.tokkatot.reading;

import com.tokkatot.reading.Rollups.Hour;
import com.tokkatot.shared.Upkeep;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Sees to it that readings have room, are summed up in time, and go when they are old. */
@Singleton
@Startup
@DependsOn("Migration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReadingKeeper {

  /** Enough to sum up eight days at the first start; the next minute goes on. */
  private static final int MOST_AT_ONCE = 200;

  @EJB ReadingPartitions partitions;
  @EJB Rollups rollups;

  @PostConstruct
  void start() {
    partitions.makeAhead();
  }

  @Schedule(hour = "*", persistent = false)
  void keepRoom() {
    Upkeep.attempt("making partitions ahead", partitions::makeAhead);
    Upkeep.attempt("dropping old readings", partitions::dropOld);
  }

  /** When few look at their farm. */
  @Schedule(hour = "20", minute = "30", timezone = "UTC", persistent = false)
  void order() {
    Upkeep.attempt("ordering readings by device", () -> again(partitions::orderNext));
  }

  @Schedule(hour = "*", minute = "*", second = "20", persistent = false)
  void sumUp() {
    Upkeep.attempt("summing up hours", () -> again(rollups::sumNextHour));
    Upkeep.attempt("summing up late readings", this::sumLate);
  }

  /** Each hour of a device once: what comes meanwhile waits for the next minute. */
  private void sumLate() {
    var last = Optional.of(Hour.FIRST);
    while (last.isPresent()) {
      last = rollups.sumLate(last.get());
    }
  }

  private static void again(BooleanSupplier step) {
    for (var i = 0; i < MOST_AT_ONCE && step.getAsBoolean(); i++) {
      // The step has done it.
    }
  }
}
