package com.tokkatot.farm;

import com.tokkatot.rules.climate.Curve;
import com.tokkatot.rules.json.Presets;
import java.util.List;
import java.util.Locale;

/** Which curve a flock grows by. */
public final class FlockCurves {

  private static final List<Curve> CURVES = Presets.curves();

  private FlockCurves() {}

  /**
   * The curve whose breeder the breed names; else the first.
   *
   * @param breed as people wrote it, or null
   */
  public static Curve of(String breed) {
    var words = breed == null ? "" : breed.toLowerCase(Locale.ROOT);
    return CURVES.stream()
        .filter(curve -> words.contains(curve.id().substring(0, curve.id().indexOf('_'))))
        .findFirst()
        .orElse(CURVES.get(0));
  }
}
