package com.tokkatot.websocket;

/** The other end of a socket. */
interface Client {

  /** Sends one frame without waiting; a client that does not keep up is cut off. */
  void send(String text);

  /** Whether it has not taken yet what was sent to it. */
  boolean isBusy();

  /** Closes with a code of our own, 4000 to 4999. */
  void close(int code, String reason);
}
