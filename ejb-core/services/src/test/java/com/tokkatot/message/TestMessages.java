package com.tokkatot.message;

import com.tokkatot.alert.AlertsChanged;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.shared.Sql;
import java.time.InstantSource;
import java.util.function.Consumer;

/** Messages over a real database, for tests of features that are told of in them. */
public final class TestMessages {

  private TestMessages() {}

  /** Writes what members are told of alerts. */
  public static Consumer<AlertsChanged> writtenTo(Sql sql, InstantSource time) {
    var writer = new MessageWriter();
    writer.sql = sql;
    writer.time = time;
    writer.messages = new RecordedEvents<>();
    return writer::write;
  }
}
