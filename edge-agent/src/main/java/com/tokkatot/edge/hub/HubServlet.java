package com.tokkatot.edge.hub;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /api/hub}. A servlet, because a JAX-RS engine costs more memory than it answers. */
@WebServlet("/api/hub")
public class HubServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;

  @Inject transient HubLife life;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var view = life.view();
    if (view.isEmpty()) {
      response.sendError(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
      return;
    }
    response.setContentType("application/json");
    response.setCharacterEncoding("UTF-8");
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().write(view.get().toJson());
  }
}
