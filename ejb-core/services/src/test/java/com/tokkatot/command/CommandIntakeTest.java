package com.tokkatot.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.tokkatot.audit.Origin;
import com.tokkatot.farm.Member;
import com.tokkatot.farm.Role;
import com.tokkatot.shared.NotFound;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CommandIntakeTest {

  private static final AskedCommand GOOD = asked();
  private static final AskedCommand POISON = asked();

  private final List<AskedCommand> written = new CopyOnWriteArrayList<>();
  private final CommandIntake intake = new CommandIntake();

  @BeforeEach
  void start() {
    intake.threads = new PlainThreads();
    intake.writer = new Writer();
    intake.dispatcher = new CommandDispatcher();
    intake.start();
  }

  @AfterEach
  void stop() {
    intake.stop();
  }

  @Test
  void oneThatCannotBeWrittenDoesNotTakeTheOthersWithIt() {
    assertThatThrownBy(() -> intake.write(List.of(GOOD, POISON)))
        .isInstanceOf(IllegalStateException.class);

    assertThat(written).containsExactly(GOOD);
  }

  @Test
  void afterAFailureItGoesOn() {
    assertThatThrownBy(() -> intake.write(List.of(POISON)))
        .isInstanceOf(IllegalStateException.class);

    assertThat(intake.write(List.of(GOOD))).hasSize(1);
  }

  private static AskedCommand asked() {
    var member = new Member(UUID.randomUUID(), UUID.randomUUID(), Role.OWNER);
    return new AskedCommand(member, UUID.randomUUID(), null, Origin.SYSTEM);
  }

  private final class Writer extends CommandWriter {
    @Override
    public List<WrittenCommand> write(List<AskedCommand> asked, boolean sending) {
      if (asked.contains(POISON)) {
        throw new IllegalStateException("the database says no");
      }
      written.addAll(asked);
      var refusal = new NotFound("DEVICE_NOT_FOUND", "no such device");
      return asked.stream().map(one -> WrittenCommand.refused(refusal)).toList();
    }
  }

  private static final class PlainThreads implements ManagedThreadFactory {
    @Override
    public Thread newThread(Runnable work) {
      return new Thread(work, "intake");
    }

    @Override
    public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
      throw new UnsupportedOperationException("nobody forks here");
    }
  }
}
