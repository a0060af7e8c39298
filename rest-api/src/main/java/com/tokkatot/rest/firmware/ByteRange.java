package com.tokkatot.rest.firmware;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of a file that is asked for, both ends inclusive. One range from a byte on, to another
 * or to the end: hubs ask for no other (RFC 9110, 14.2).
 */
record ByteRange(long from, long to) {

  private static final Pattern FORM = Pattern.compile("bytes=(\\d{1,10})-(\\d{0,10})");

  /** Whether a header has a form that we answer in parts; any other is ignored, as it may be. */
  static boolean isOne(String header) {
    return header != null && FORM.matcher(header).matches();
  }

  /**
   * @param header of a form that {@link #isOne}
   * @param size of the file, bytes
   * @return empty when nothing of the file is in it: 416
   */
  static Optional<ByteRange> of(String header, long size) {
    var ends = FORM.matcher(header);
    if (!ends.matches()) {
      return Optional.empty();
    }
    var from = Long.parseLong(ends.group(1));
    var to = ends.group(2).isEmpty() ? size - 1 : Math.min(Long.parseLong(ends.group(2)), size - 1);
    return from > to ? Optional.empty() : Optional.of(new ByteRange(from, to));
  }

  long length() {
    return to - from + 1;
  }
}
