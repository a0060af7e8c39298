package com.tokkatot.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Puts the headers on the page's own files and opens the page for the addresses inside it. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class PageFilter extends HttpFilter {

  private static final long serialVersionUID = 1L;

  private static final String FOR_A_YEAR = "public, max-age=31536000, immutable";
  private static final String ASK_EACH_TIME = "no-cache";
  private static final String PACKED = ".packed";
  private static final String MAY_LOAD =
      "default-src 'self'; connect-src 'self' ws: wss:; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";

  @Override
  protected void doFilter(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws IOException, ServletException {
    var path = request.getRequestURI().substring(request.getContextPath().length());
    var answer = Answer.to(request.getMethod(), path.isEmpty() ? "/" : path);
    if (answer == Answer.NOT_OURS) {
      chain.doFilter(request, response);
      return;
    }
    response.setHeader("Content-Security-Policy", MAY_LOAD);
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader("Referrer-Policy", "no-referrer");
    // A file that is missing now may be there after the next update: its absence must not be kept.
    var lasting = answer == Answer.LASTING_FILE && getServletContext().getResource(path) != null;
    response.setHeader("Cache-Control", lasting ? FOR_A_YEAR : ASK_EACH_TIME);
    if (path.endsWith(".webmanifest")) {
      // In the one-war assembly there is no web.xml of ours to say so.
      response.setContentType("application/manifest+json");
    }
    if (lasting && canSendPacked(request, path)) {
      sendPacked(request, response, path);
    } else if (lasting) {
      chain.doFilter(request, response);
    } else if (answer == Answer.PAGE) {
      request.getRequestDispatcher("/index.html").forward(new WholeFileRequest(request), response);
    } else {
      chain.doFilter(new WholeFileRequest(request), response);
    }
  }

  private boolean canSendPacked(HttpServletRequest request, String path) throws IOException {
    var encodings = request.getHeader("Accept-Encoding");
    return encodings != null
        && encodings.contains("gzip")
        && getServletContext().getResource(path + PACKED) != null;
  }

  private void sendPacked(HttpServletRequest request, HttpServletResponse response, String path)
      throws IOException, ServletException {
    response.setHeader("Content-Encoding", "gzip");
    response.setHeader("Vary", "Accept-Encoding");
    response.setContentType(getServletContext().getMimeType(path));
    request.getRequestDispatcher(path + PACKED).forward(request, response);
  }
}
