package com.tokkatot.mqtt.rar.it;

import jakarta.annotation.Resource;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether a timer's method runs in a transaction: on Payara 6 it does, however it is written. So
 * beans with more than one step begin by calling another bean that leaves it.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class ProbeTimers {

  private final Map<String, Integer> seen = new ConcurrentHashMap<>();

  @Resource TransactionSynchronizationRegistry registry;

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  void hidden() {
    seen.put("hidden", registry.getTransactionStatus());
  }

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  public void open() {
    seen.put("open", registry.getTransactionStatus());
  }

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  void hiddenAndMarked() {
    seen.put("hidden and marked", registry.getTransactionStatus());
  }

  /** A {@link jakarta.transaction.Status}, or -1 before the first turn. */
  public int seen(String method) {
    return seen.getOrDefault(method, -1);
  }
}
