package com.tokkatot.firmware;

import java.util.Comparator;
import java.util.Optional;
import java.util.regex.Pattern;

/** {@code X.Y.Z}, each 0 to 65535, as image headers have it. */
record Version(int major, int minor, int patch) implements Comparable<Version> {

  private static final Pattern FORM = Pattern.compile("(\\d{1,5})\\.(\\d{1,5})\\.(\\d{1,5})");
  private static final Comparator<Version> ORDER =
      Comparator.comparingInt(Version::major)
          .thenComparingInt(Version::minor)
          .thenComparingInt(Version::patch);

  /** Empty when it has another form, or is null: a node that never spoke. */
  static Optional<Version> of(String text) {
    var parts = FORM.matcher(text == null ? "" : text);
    return parts.matches()
        ? Optional.of(new Version(part(parts.group(1)), part(parts.group(2)), part(parts.group(3))))
        : Optional.empty();
  }

  private static int part(String digits) {
    return Integer.parseInt(digits);
  }

  @Override
  public int compareTo(Version other) {
    return ORDER.compare(this, other);
  }
}
