package com.tokkatot.audit;

import com.tokkatot.shared.Upkeep;
import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.EJB;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;

/** Sees to it that audit lines have a partition to go to and are sealed soon. */
@Singleton
@Startup
@DependsOn("Migration")
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class AuditKeeper {

  @EJB AuditSealer sealer;

  @PostConstruct
  void start() {
    sealer.keepPartitions();
  }

  @Schedule(hour = "*", minute = "*", second = "*/10", persistent = false)
  void seal() {
    Upkeep.attempt("sealing the audit log", sealer::seal);
  }

  @Schedule(hour = "0", minute = "10", persistent = false)
  void keepPartitions() {
    Upkeep.attempt("making audit partitions", sealer::keepPartitions);
  }
}
