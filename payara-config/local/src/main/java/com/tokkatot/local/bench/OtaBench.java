package com.tokkatot.local.bench;

import com.tokkatot.local.Await;
import com.tokkatot.local.LocalStack;
import java.sql.SQLException;
import java.time.Duration;

/**
 * How fast the cloud takes what boards say of an update, and how far a rollout that goes wrong runs
 * past its limit.
 */
final class OtaBench implements Benchmark {

  private static final int FARMS = 20;
  private static final int NODES = 100;
  private static final int ALL = FARMS * NODES;
  private static final int REPORTS = 5; // of a board that succeeds
  private static final int MOST_FAILURES_PERCENT = 5;
  private static final int LIMIT = ALL * MOST_FAILURES_PERCENT / 100;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration NO_MORE = Duration.ofSeconds(10);
  private static final Duration ACKNOWLEDGED = Duration.ofSeconds(1);

  @Override
  public String name() {
    return "ota";
  }

  @Override
  public String what() {
    return "reports of "
        + ALL
        + " boards on an update, and a rollout that must stop at 5 % failures";
  }

  @Override
  public Figures measure(Bench.Run run) throws Exception {
    try (var stack = LocalStack.start(run.stack(), run.progress());
        var boards = new OtaBoards(stack, FARMS, NODES)) {
      var desk = new OtaDesk(stack, run);
      var figures = new Figures();
      run.say("warming up: %d boards update".formatted(ALL));
      succeed(desk, boards, "2.1.0");
      run.say("measuring: they update again");
      figures.put("reports_per_s", succeed(desk, boards, "2.2.0"), ">= 200");
      run.say("and once more, and every one fails");
      var rollout = fail(desk, boards, "2.3.0");
      // Those that were out when the one failure too many was written down, itself among them.
      figures
          .put("overshoot", boards.told() - LIMIT, "<= in_flight")
          .put("in_flight", count(stack, IN_FLIGHT, rollout))
          .put("stuck", count(stack, STUCK, null), "0")
          .put("lost", boards.told() - count(stack, FAILED, rollout), "0");
      return figures;
    }
  }

  /** Reports a second, from the first offer until all of them count. */
  private static double succeed(OtaDesk desk, OtaBoards boards, String version) throws Exception {
    boards.answer(false, version);
    var rollout = desk.rollOut(desk.publish(version), boards.farms(), MOST_FAILURES_PERCENT);
    var found = desk.await(rollout, "finished", PATIENCE);
    var seconds = boards.seconds();
    Await.until(ACKNOWLEDGED, () -> boards.told() >= (long) ALL * REPORTS);
    if (found.getInt("succeeded") != ALL || boards.told() != (long) ALL * REPORTS) {
      throw new IllegalStateException("lost: " + boards.told() + " reports, and " + found);
    }
    return boards.told() / seconds;
  }

  private static String fail(OtaDesk desk, OtaBoards boards, String version) throws Exception {
    boards.answer(true, version);
    var rollout = desk.rollOut(desk.publish(version), boards.farms(), MOST_FAILURES_PERCENT);
    desk.await(rollout, "paused", PATIENCE);
    // Whatever is offered after that would come in this time, and fail.
    Thread.sleep(NO_MORE.toMillis());
    if (boards.told() != boards.heard()) {
      throw new IllegalStateException(boards.heard() + " offers, " + boards.told() + " answers");
    }
    return rollout;
  }

  private static final String FAILED =
      "select count(*) from firmware_update where rollout_id = ?::uuid and state = 'failed'";

  private static final String IN_FLIGHT =
      """
      with too_many as (select status_at as at from firmware_update
        where rollout_id = ?::uuid and state = 'failed' order by status_at offset %d limit 1)
      select count(*) from firmware_update, too_many
      where rollout_id = ?::uuid and offered_at <= at and status_at >= at
      """
          .formatted(LIMIT);

  private static final String STUCK =
      "select count(*) from firmware_update where state not in ('succeeded', 'failed')";

  private static long count(LocalStack stack, String sql, String rollout) throws SQLException {
    try (var connection = stack.database();
        var query = connection.prepareStatement(sql)) {
      for (var i = 1; i <= query.getParameterMetaData().getParameterCount(); i++) {
        query.setString(i, rollout);
      }
      try (var row = query.executeQuery()) {
        row.next();
        return row.getLong(1);
      }
    }
  }
}
