package com.tokkatot.schedule;

import com.tokkatot.shared.Csv;
import java.util.Arrays;
import java.util.List;

/** Executions as a table for spreadsheets. Source: requirements.md 2.9 R4. */
final class ExecutionCsv {

  private static final List<String> HEAD =
      List.of(
          "scheduled_time",
          "actual_execution_time",
          "status",
          "reason",
          "schedule",
          "device",
          "origin",
          "version",
          "execution_duration_ms",
          "attempts",
          "execution_id",
          "schedule_id",
          "device_id");

  private ExecutionCsv() {}

  static String of(List<ExecutionView> executions) {
    var text = new StringBuilder(Csv.MARK).append(Csv.line(HEAD));
    for (var one : executions) {
      text.append(
          Csv.line(
              Arrays.asList(
                  one.scheduledTime(),
                  one.actualExecutionTime(),
                  one.isOverdue() ? "overdue" : one.status(),
                  one.reason(),
                  one.scheduleName(),
                  one.deviceName(),
                  one.origin(),
                  one.version(),
                  one.executionDurationMs(),
                  one.attempts(),
                  one.id(),
                  one.scheduleId(),
                  one.deviceId())));
    }
    return text.toString();
  }
}
