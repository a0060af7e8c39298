package com.tokkatot.wire;

import java.time.Instant;
import java.util.UUID;

/**
 * An offer of new firmware to one node, on {@code farm/{farm}/devices/{node}/fw_update}. Each try
 * has an id of its own: a node that has rolled one back refuses it for good. Source: WIRE.md 3.10.
 *
 * @param url where the file lies, https, at most 200 printable ASCII characters; the hub's own when
 *     it is sent on to a node
 * @param size bytes of the file, header and image
 * @param header base64 of the signed header; the only part that a node believes
 * @param notBefore nothing is fetched earlier; null: at once
 * @param notAfter not restarted into later; null: for ever
 */
public record FirmwareOffer(
    UUID updateId, String url, long size, String header, Instant notBefore, Instant notAfter) {

  private static final int LONGEST_URL = 200;

  public FirmwareOffer {
    if (!url.startsWith("https://")
        || url.length() < 9
        || url.length() > LONGEST_URL
        || !url.chars().allMatch(c -> c > ' ' && c <= '~' && c != '"' && c != '\\')) {
      throw new WireFormatException(
          "url", "must be https, at most " + LONGEST_URL + " printable characters");
    }
    var said = FirmwareHeader.read(header).fileSize();
    if (size != said) {
      throw new WireFormatException("size", "is " + size + ", the header says " + said);
    }
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong
   */
  public static FirmwareOffer read(byte[] payload) {
    var in = WireReader.of(payload);
    return new FirmwareOffer(
        in.uuid("update_id"),
        in.text("url"),
        in.count("size"),
        in.text("header"),
        in.instantOrNull("not_before"),
        in.instantOrNull("not_after"));
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    return new WireWriter()
        .put("update_id", updateId)
        .put("url", url)
        .put("size", (Long) size)
        .put("header", header)
        .put("not_before", notBefore)
        .put("not_after", notAfter)
        .toBytes();
  }

  /** The same offer, to be fetched elsewhere. */
  public FirmwareOffer at(String otherUrl) {
    return new FirmwareOffer(updateId, otherUrl, size, header, notBefore, notAfter);
  }
}
