package com.tokkatot.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Collections;
import java.util.Enumeration;

/**
 * A request that always gets the file itself, never "not modified". The server compares size and
 * date; in a reproducible archive every date is the same, and a new index.html differs from the old
 * one only in a name of the same length. Phones would keep the old page for ever.
 */
class WholeFileRequest extends HttpServletRequestWrapper {

  WholeFileRequest(HttpServletRequest request) {
    super(request);
  }

  @Override
  public String getHeader(String name) {
    return isCondition(name) ? null : super.getHeader(name);
  }

  @Override
  public Enumeration<String> getHeaders(String name) {
    return isCondition(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
  }

  @Override
  public long getDateHeader(String name) {
    return isCondition(name) ? -1 : super.getDateHeader(name);
  }

  private static boolean isCondition(String name) {
    return name.equalsIgnoreCase("If-None-Match") || name.equalsIgnoreCase("If-Modified-Since");
  }
}
