package com.tokkatot.shared;

/** Parked messages over a real database, for tests of features above. */
public final class TestParked {

  private TestParked() {}

  public static ParkedMessages over(Sql sql, SettableTime time) {
    var parked = new ParkedMessages();
    parked.sql = sql;
    parked.time = time;
    return parked;
  }
}
