package com.tokkatot.command;

import com.tokkatot.shared.Problem;

/**
 * What became of an {@link AskedCommand}.
 *
 * @param command as it is in the table; null when refused
 * @param isNew false when it had been asked for before
 * @param refused why nothing was written, or null
 */
record WrittenCommand(Command command, boolean isNew, Problem refused) {

  static WrittenCommand refused(Problem problem) {
    return new WrittenCommand(null, false, problem);
  }
}
