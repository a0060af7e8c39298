package com.tokkatot.websocket;

import jakarta.websocket.CloseReason;
import jakarta.websocket.Session;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client over a real socket: bounded, so that a slow phone costs nobody else. By count and not by
 * the container's send timeout, which sets a timer for every frame and searches all jars for it.
 */
final class SocketClient implements Client {

  private static final System.Logger LOG = System.getLogger(SocketClient.class.getName());
  private static final int BUSY = 8;
  private static final int MOST_UNSENT = 200;
  private static final ClassLoader NO_JARS = ClassLoader.getPlatformClassLoader();

  private final Session session;
  private final AtomicInteger unsent = new AtomicInteger();

  SocketClient(Session session) {
    this.session = session;
  }

  @Override
  public void send(String text) {
    if (unsent.incrementAndGet() > MOST_UNSENT) {
      close(LiveConversation.TOO_SLOW, "too slow");
      return;
    }
    // Tyrus wants one writer at a time.
    synchronized (this) {
      if (session.isOpen()) {
        sendWithoutSearch(text);
      }
    }
  }

  @Override
  public boolean isBusy() {
    return unsent.get() >= BUSY;
  }

  /**
   * Tyrus gives the server's executor a task for each frame, even when nothing is timed, and the
   * executor searches all jars that the thread's class loader knows. This one knows none.
   */
  private void sendWithoutSearch(String text) {
    var thread = Thread.currentThread();
    var loader = thread.getContextClassLoader();
    thread.setContextClassLoader(NO_JARS);
    try {
      session.getAsyncRemote().sendText(text, result -> unsent.decrementAndGet());
    } finally {
      thread.setContextClassLoader(loader);
    }
  }

  @Override
  public void close(int code, String reason) {
    try {
      session.close(new CloseReason(CloseReason.CloseCodes.getCloseCode(code), reason));
    } catch (IOException e) {
      LOG.log(System.Logger.Level.DEBUG, "Closing a socket that is gone", e);
    }
  }
}
