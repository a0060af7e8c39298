package com.tokkatot.shared;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server that checks signatures. */
class ObjectStoreTest {

  @TempDir Path folder;
  private TestObjects server;

  @BeforeEach
  void start() throws Exception {
    server = new TestObjects(folder);
  }

  @AfterEach
  void stop() throws IOException {
    server.close();
  }

  @Test
  void aFileIsReadInParts() throws IOException {
    var store = server.store();
    store.put("firmware/a", new byte[] {1, 2, 3, 4, 5});

    assertThat(bytes(store, 0, 4)).containsExactly(1, 2, 3, 4, 5);
    assertThat(bytes(store, 3, 4)).containsExactly(4, 5);
  }

  @Test
  void theLastOneOfANameCounts() throws IOException {
    var store = server.store();
    store.put("firmware/a", new byte[] {1});
    store.put("firmware/a", new byte[] {2, 3});

    assertThat(bytes(store, 0, 1)).containsExactly(2, 3);
  }

  @Test
  void whatIsNotThereIsNotFound() {
    assertThat(server.store().open("firmware/b", 0, 1)).isEmpty();
  }

  @Test
  void aStoreThatRefusesOrIsAwayIsUnavailable() {
    var wrong = server.store("other");
    assertThatThrownBy(() -> wrong.put("a", new byte[1])).isInstanceOf(Unavailable.class);
    var away = new ObjectStore(URI.create("http://127.0.0.1:1"), "key", "secret", "tokkatot");
    assertThatThrownBy(() -> away.open("a", 0, 1)).isInstanceOf(Unavailable.class);
  }

  private static byte[] bytes(ObjectStore store, long from, long to) throws IOException {
    try (var in = store.open("firmware/a", from, to).orElseThrow()) {
      return in.readAllBytes();
    }
  }
}
