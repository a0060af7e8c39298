package com.tokkatot.edge.firmware;

import com.tokkatot.edge.link.Outgoing;
import com.tokkatot.edge.link.Sender;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A line that can be cut, to a broker that may not answer. */
final class TestSender implements Sender {

  final List<Outgoing> sent = Collections.synchronizedList(new ArrayList<>());
  volatile boolean connected = true;
  volatile boolean answers = true;

  @Override
  public boolean connected() {
    return connected;
  }

  @Override
  public long connection() {
    return 1;
  }

  @Override
  public CompletableFuture<Void> send(Outgoing message) {
    sent.add(message);
    return answers ? CompletableFuture.completedFuture(null) : new CompletableFuture<>();
  }
}
