package com.tokkatot.schedule;

import java.util.List;
import java.util.StringJoiner;
import java.util.regex.Pattern;

/** Executions as a table for spreadsheets. Source: RFC 4180; requirements.md 2.9 R4. */
final class ExecutionCsv {

  /** Without it spreadsheets take Khmer for something else. */
  private static final String MARK = "\uFEFF";

  private static final String HEAD =
      "scheduled_time,actual_execution_time,status,reason,schedule,device,origin,version,"
          + "execution_duration_ms,attempts,execution_id,schedule_id,device_id";

  /** A cell that begins so is a formula to a spreadsheet, whoever wrote it. */
  private static final Pattern FORMULA = Pattern.compile("^[=+\\-@\\t\\r].*", Pattern.DOTALL);

  private static final Pattern NEEDS_QUOTES = Pattern.compile(".*[,\"\\r\\n].*", Pattern.DOTALL);

  private ExecutionCsv() {}

  static String of(List<ExecutionView> executions) {
    var text = new StringBuilder(MARK).append(HEAD).append("\r\n");
    for (var one : executions) {
      var line = new StringJoiner(",", "", "\r\n");
      for (var value :
          new Object[] {
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
            one.deviceId()
          }) {
        line.add(cell(value));
      }
      text.append(line);
    }
    return text.toString();
  }

  private static String cell(Object value) {
    if (value == null) {
      return "";
    }
    var text = value.toString();
    var plain = FORMULA.matcher(text).matches() ? "'" + text : text;
    return NEEDS_QUOTES.matcher(plain).matches() ? '"' + plain.replace("\"", "\"\"") + '"' : plain;
  }
}
