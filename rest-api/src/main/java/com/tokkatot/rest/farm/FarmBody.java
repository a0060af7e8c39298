package com.tokkatot.rest.farm;

import com.tokkatot.farm.FarmDetails;
import com.tokkatot.shared.Body;
import jakarta.json.JsonValue;
import java.util.function.BiFunction;

/** Reads what people say about a farm. */
final class FarmBody {

  private static final FarmDetails NOTHING =
      new FarmDetails("-", null, null, null, FarmDetails.DEFAULT_TIMEZONE, null, null);

  private FarmBody() {}

  /** For a new farm: what is not mentioned is empty, but it must have a name. */
  static FarmDetails whole(JsonValue json) {
    var body = Body.of(json);
    body.text("name", FarmDetails.LONGEST_NAME);
    return over(NOTHING, body);
  }

  /** For a change: what is not mentioned stays, null empties. */
  static FarmDetails over(FarmDetails now, Body body) {
    return new FarmDetails(
        field(body, "name", now.name(), text(FarmDetails.LONGEST_NAME)),
        field(body, "location", now.location(), text(FarmDetails.LONGEST_LOCATION)),
        field(body, "latitude", now.latitude(), Body::numberOrNull),
        field(body, "longitude", now.longitude(), Body::numberOrNull),
        field(body, "timezone", now.timezone(), text(64)),
        field(body, "description", now.description(), text(FarmDetails.LONGEST_DESCRIPTION)),
        field(body, "image_url", now.imageUrl(), text(FarmDetails.LONGEST_URL)));
  }

  private static BiFunction<Body, String, String> text(int longest) {
    return (body, field) -> body.textOrNull(field, longest);
  }

  private static <T> T field(Body body, String name, T now, BiFunction<Body, String, T> read) {
    return body.mentions(name) ? read.apply(body, name) : now;
  }
}
