package com.tokkatot.report;

import com.tokkatot.report.Lettering.Line;

/**
 * A line and where it stands on a page.
 *
 * @param x where it begins, on the line that its letters stand on
 */
record Placed(Line line, double x, double y, double size) {

  /** As large as it may be, but no wider than that. */
  static Placed within(Line line, double x, double y, double size, double most) {
    return new Placed(line, x, y, Math.min(size, most / Math.max(line.width(), 1e-3)));
  }

  /** Ending there. */
  static Placed before(Line line, double end, double y, double size) {
    return new Placed(line, end - line.width() * size, y, size);
  }
}
