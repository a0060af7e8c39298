package com.tokkatot.websocket;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.annotation.WebListener;
import jakarta.websocket.DeploymentException;
import jakarta.websocket.server.ServerContainer;
import jakarta.websocket.server.ServerEndpointConfig;

/**
 * Puts the endpoint at the path that the assembly names: an annotation could not differ between the
 * server assembly and the one-war assembly, whose context roots differ.
 */
@WebListener
public class LiveEndpointSetup implements ServletContextListener {

  @Override
  public void contextInitialized(ServletContextEvent event) {
    var context = event.getServletContext();
    var container = (ServerContainer) context.getAttribute(ServerContainer.class.getName());
    var path = context.getInitParameter("tokkatot.live.path");
    try {
      container.addEndpoint(ServerEndpointConfig.Builder.create(LiveEndpoint.class, path).build());
    } catch (DeploymentException e) {
      throw new IllegalStateException("cannot open the live endpoint at " + path, e);
    }
  }
}
