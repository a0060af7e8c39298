package com.tokkatot.mqtt.rar.it;

import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** What happened, outside any transaction; and a timer of the container. */
@Singleton
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class ProbeMemory {

  private final Map<String, AtomicInteger> attempts = new ConcurrentHashMap<>();
  private final AtomicInteger ticks = new AtomicInteger();
  private final AtomicInteger refused = new AtomicInteger();
  private volatile boolean databaseAway;

  public int attempt(String text) {
    return attempts.computeIfAbsent(text, key -> new AtomicInteger()).incrementAndGet();
  }

  public int attempts(String text) {
    return attempts.getOrDefault(text, new AtomicInteger()).get();
  }

  public void databaseIsAway(boolean away) {
    databaseAway = away;
  }

  public void fallIfDatabaseIsAway() {
    if (databaseAway) {
      refused.incrementAndGet();
      throw new IllegalStateException("no database");
    }
  }

  public int refused() {
    return refused.get();
  }

  @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
  public void tick() {
    ticks.incrementAndGet();
  }

  public int ticks() {
    return ticks.get();
  }
}
