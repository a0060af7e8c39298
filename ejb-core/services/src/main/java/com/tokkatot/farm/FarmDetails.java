package com.tokkatot.farm;

import com.tokkatot.shared.Invalid;
import java.net.URI;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * What people say about a farm and may change.
 *
 * @param name 1 to 100 characters
 * @param latitude degrees north, -90 to 90; null together with longitude
 * @param longitude degrees east, -180 to 180
 * @param timezone IANA name: it decides what "06:00" means on this farm
 * @param imageUrl https, or null
 */
public record FarmDetails(
    String name,
    String location,
    Double latitude,
    Double longitude,
    String timezone,
    String description,
    String imageUrl) {

  public static final String DEFAULT_TIMEZONE = "Asia/Phnom_Penh";
  public static final int LONGEST_NAME = 100;
  public static final int LONGEST_LOCATION = 200;
  public static final int LONGEST_DESCRIPTION = 2000;
  public static final int LONGEST_URL = 500;

  /**
   * @throws Invalid naming the field that is wrong
   */
  public FarmDetails {
    if (name == null) {
      throw new Invalid("name", "is missing");
    }
    name = within("name", name, LONGEST_NAME);
    location = location == null ? null : within("location", location, LONGEST_LOCATION);
    description =
        description == null ? null : within("description", description, LONGEST_DESCRIPTION);
    imageUrl = imageUrl == null ? null : within("image_url", imageUrl, LONGEST_URL);
    if ((latitude == null) != (longitude == null)) {
      throw new Invalid(latitude == null ? "latitude" : "longitude", "is missing beside the other");
    }
    if (latitude != null && !(Math.abs(latitude) <= 90)) {
      throw new Invalid("latitude", "must be -90 to 90");
    }
    if (longitude != null && !(Math.abs(longitude) <= 180)) {
      throw new Invalid("longitude", "must be -180 to 180");
    }
    // Not "+07:00" nor "GMT+7": a zone knows its past and future, an offset does not.
    if (timezone == null || !ZoneId.getAvailableZoneIds().contains(timezone)) {
      throw new Invalid("timezone", "must be an IANA zone, for example " + DEFAULT_TIMEZONE);
    }
    if (imageUrl != null && !isHttps(imageUrl)) {
      throw new Invalid("image_url", "must be an https address");
    }
  }

  /** Names of the fields in which this differs from the other, as JSON spells them. */
  List<String> differencesTo(FarmDetails other) {
    var names = new ArrayList<String>();
    differs(names, "name", name, other.name);
    differs(names, "location", location, other.location);
    differs(names, "latitude", latitude, other.latitude);
    differs(names, "longitude", longitude, other.longitude);
    differs(names, "timezone", timezone, other.timezone);
    differs(names, "description", description, other.description);
    differs(names, "image_url", imageUrl, other.imageUrl);
    return names;
  }

  private static void differs(List<String> names, String name, Object one, Object other) {
    if (!Objects.equals(one, other)) {
      names.add(name);
    }
  }

  private static String within(String field, String text, int longest) {
    var stripped = text.strip();
    if (stripped.isEmpty() || stripped.length() > longest) {
      throw new Invalid(field, "must have 1 to " + longest + " characters");
    }
    return stripped;
  }

  private static boolean isHttps(String text) {
    try {
      var uri = URI.create(text);
      return "https".equalsIgnoreCase(uri.getScheme()) && uri.getHost() != null;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
