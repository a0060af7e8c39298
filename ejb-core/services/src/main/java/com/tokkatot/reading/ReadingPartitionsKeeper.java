package com.tokkatot.reading;

import com.tokkatot.shared.Upkeep;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Sees to it, at the start and once an hour, that there are partitions for what will come. */
@Singleton
@Startup
@DependsOn("Migration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ReadingPartitionsKeeper {

  @EJB ReadingPartitions partitions;

  @PostConstruct
  void start() {
    partitions.makeAhead();
  }

  @Schedule(hour = "*", persistent = false)
  void keepAhead() {
    Upkeep.attempt("making partitions ahead", partitions::makeAhead);
  }
}
