package com.tokkatot.edge;

import com.tokkatot.edge.journal.Journal;
import com.tokkatot.edge.journal.Outbox;
import com.tokkatot.edge.journal.Outbox.Stream;
import com.tokkatot.edge.journal.Outbox.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;

/** A real journal, and questions to it. */
public final class TestJournal {

  private TestJournal() {}

  public static Journal open(Path directory, InstantSource time) {
    try {
      return Journal.open(directory, Thread::new, time);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The answer once all that was submitted before is done. */
  public static <T> T ask(Journal journal, Journal.Question<T> question) {
    try {
      return journal.ask(question);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
