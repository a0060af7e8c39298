package com.tokkatot.edge.upload;

import com.tokkatot.edge.rest.CloudRest;
import jakarta.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Uploads over the cloud's REST. */
final class RestUploads implements UploadCloud {

  private static final int CONFLICT = 409;

  private final CloudRest cloud;

  RestUploads(CloudRest cloud) {
    this.cloud = cloud;
  }

  @Override
  public long epoch(UUID journalId) throws IOException {
    var body = Json.createObjectBuilder().add("journal_id", journalId.toString()).build();
    try {
      return cloud
          .post("epochs", "application/json", body.toString().getBytes(StandardCharsets.UTF_8))
          .json()
          .getJsonNumber("epoch")
          .longValueExact();
    } catch (NullPointerException | ClassCastException | ArithmeticException e) {
      throw new IOException("That is no epoch", e);
    }
  }

  @Override
  public Handing hand(byte[] batch) throws IOException {
    var pending = cloud.postLater("journal", "application/vnd.tokkatot.journal", batch);
    return () -> receipt(pending.answer());
  }

  private static Receipt receipt(CloudRest.Answer answer) throws IOException {
    if (answer.status() == CONFLICT) {
      throw new EpochUnknown();
    }
    try {
      var receipt = answer.json();
      var missing = receipt.getJsonArray("missing");
      return new Receipt(
          receipt.getJsonNumber("stored_to").longValueExact(),
          missing.isEmpty()
              ? 0
              : missing.getJsonObject(0).getJsonNumber("last_seq").longValueExact());
    } catch (NullPointerException | ClassCastException | ArithmeticException e) {
      throw new IOException("That is no receipt", e);
    }
  }
}
