package com.tokkatot.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tokkatot.shared.Sql;
import java.util.List;
import org.junit.jupiter.api.Test;

public class StoppedCommandsTest {

  /** For tests of other packages. */
  public static StoppedCommands over(Sql sql) {
    var commands = new StoppedCommands();
    commands.sql = sql;
    return commands;
  }

  @Test
  void whatItDoesTheLifeOfACommandAllows() {
    assertThat(CommandState.QUEUED.canBecome(CommandState.CANCELLED)).isTrue();
    assertThat(List.of(CommandState.SENT, CommandState.EXECUTING))
        .allMatch(state -> state.canBecome(CommandState.FAILED));
  }
}
