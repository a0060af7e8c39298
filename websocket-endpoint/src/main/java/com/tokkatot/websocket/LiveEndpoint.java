package com.tokkatot.websocket;

import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.CloseReason;
import jakarta.websocket.Endpoint;
import jakarta.websocket.EndpointConfig;
import jakarta.websocket.MessageHandler;
import jakarta.websocket.Session;

/** One socket: hands every frame to its conversation. */
public class LiveEndpoint extends Endpoint {

  private static final int MAX_FRAME_CHARACTERS = 16 * 1024;

  private LiveConversation conversation;

  @Override
  public void onOpen(Session session, EndpointConfig config) {
    var conversations = CDI.current().select(LiveConversations.class).get();
    var peer = session.getUserPrincipal() instanceof Peer known ? known : Peer.UNKNOWN;
    conversation = conversations.opened(new SocketClient(session), peer);
    session.setMaxTextMessageBufferSize(MAX_FRAME_CHARACTERS);
    // The silence is timed by us: the container would set a timer anew for every frame.
    session.setMaxIdleTimeout(0);
    session.addMessageHandler(
        String.class, (MessageHandler.Whole<String>) text -> conversation.heard(text));
  }

  @Override
  public void onClose(Session session, CloseReason reason) {
    conversation.ended();
  }

  @Override
  public void onError(Session session, Throwable failure) {
    conversation.ended();
  }
}
