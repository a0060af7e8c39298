package com.tokkatot.usage;

import com.tokkatot.device.StatusesObserved;
import com.tokkatot.shared.SettableTime;
import com.tokkatot.shared.Sql;
import java.util.function.Consumer;

/** The counter over a real database, for tests of features above. */
public final class TestUsage {

  private TestUsage() {}

  public static Consumer<StatusesObserved> over(Sql sql, SettableTime time) {
    var counter = new UsageCounter();
    counter.sql = sql;
    counter.time = time;
    return counter::count;
  }

  /** What is due for service. */
  public static ServicesDue dueOver(Sql sql, SettableTime time) {
    var services = new ServicesDue();
    services.sql = sql;
    services.time = time;
    return services;
  }
}
