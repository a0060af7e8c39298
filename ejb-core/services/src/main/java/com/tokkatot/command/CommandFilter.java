package com.tokkatot.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/** Which commands of a list. Source: requirements.md 2.6 C3. */
public enum CommandFilter {
  ALL(state -> true),
  /** Not ended: queued, sent or executing. */
  QUEUED(state -> !state.isFinal()),
  COMPLETED(state -> state == CommandState.COMPLETED),
  /** Ended without having been done. */
  FAILED(state -> state.isFinal() && state != CommandState.COMPLETED);

  private final Predicate<CommandState> includes;

  CommandFilter(Predicate<CommandState> includes) {
    this.includes = includes;
  }

  /** The states it lets through, as the table spells them. */
  List<String> states() {
    return Arrays.stream(CommandState.values())
        .filter(includes)
        .map(state -> state.name().toLowerCase(Locale.ROOT))
        .toList();
  }
}
