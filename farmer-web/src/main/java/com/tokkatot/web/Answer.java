package com.tokkatot.web;

import java.util.Set;

/** What a request to the root of the site is answered with. */
enum Answer {
  /** Not the page's business: the API, the socket, the server's own pages, anything that writes. */
  NOT_OURS,
  /** A file whose name changes with its content. */
  LASTING_FILE,
  /** A file that keeps its name when its content changes, index.html among them. */
  FILE,
  /** An address inside the page: index.html opens it. */
  PAGE;

  private static final Set<String> OTHERS =
      Set.of(".well-known", "api", "ws", "health", "metrics", "openapi", "WEB-INF", "META-INF");
  private static final String LASTING_FOLDER = "/assets/";

  /**
   * @param method HTTP method
   * @param path path inside the application, beginning with a slash
   */
  static Answer to(String method, String path) {
    if (!method.equals("GET") && !method.equals("HEAD") || OTHERS.contains(firstPart(path))) {
      return NOT_OURS;
    }
    if (path.startsWith(LASTING_FOLDER)) {
      return LASTING_FILE;
    }
    var name = path.substring(path.lastIndexOf('/') + 1);
    return name.contains(".") ? FILE : PAGE;
  }

  private static String firstPart(String path) {
    var end = path.indexOf('/', 1);
    return path.substring(1, end < 0 ? path.length() : end);
  }
}
