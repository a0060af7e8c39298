package com.tokkatot.message;

import com.tokkatot.account.SignInRefusedOften;
import com.tokkatot.account.SignedInFromNewPlace;
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

  /** Writes what a person is told of sign-ins from new places. */
  public static Consumer<SignedInFromNewPlace> ofNewPlaces(Sql sql, InstantSource time) {
    return ofAccounts(sql, time)::write;
  }

  /** Writes what a person is told of wrong passwords. */
  public static Consumer<SignInRefusedOften> ofRefusals(Sql sql, InstantSource time) {
    return ofAccounts(sql, time)::write;
  }

  private static AccountMessages ofAccounts(Sql sql, InstantSource time) {
    var messages = new AccountMessages();
    messages.sql = sql;
    messages.time = time;
    messages.messages = new RecordedEvents<>();
    return messages;
  }
}
