package com.tokkatot.edge;

import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Outbox.Waiting;
import com.tokkatot.edge.journal.Step;
import com.tokkatot.edge.journal.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** A real journal, and questions to it. */
public final class TestJournal {

  /** Reads something. */
  @FunctionalInterface
  public interface Question<T> {
    T ask(Store store) throws SQLException;
  }

  private TestJournal() {}

  public static Journal open(Path directory, InstantSource time) {
    try {
      return Journal.open(directory, Thread::new, time);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer once all that was submitted before is done. */
  public static <T> T ask(Journal journal, Question<T> question) {
    var answer = new AtomicReference<T>();
    try {
      journal.await(
          store -> {
            answer.set(question.ask(store));
            return Step.NOTHING;
          });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return answer.get();
  }

  /** Waits until all that was submitted before is done, and the hooks after it too. */
  public static void settle(Journal journal) {
    ask(journal, store -> null);
    ask(journal, store -> null); // begins when the hooks of the first have ended
  }

  /** What waits for the cloud. */
  public static List<Waiting> waiting(Journal journal, Outbox outbox, Stream stream) {
    return ask(journal, store -> outbox.after(store, stream, 0, 10_000));
  }

  public static List<String> parked(Journal journal) {
    return ask(journal, store -> store.all(row -> row.getString(1), "select reason from parked"));
  }

  public static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
