package com.tokkatot.wire;

/**
 * The cloud wants something of a hub; on {@code farm/{farm}/hub/notify}. One that is lost costs
 * time only: hubs look by themselves too. Source: WIRE.md 3.7.
 *
 * @param snapshotVersion the version that is there to be fetched, or null
 * @param digest true: tell at once how the farm is
 * @param lacking events that the cloud lacks and wants to have again, or null
 */
public record NotifyMessage(Long snapshotVersion, boolean digest, Lacking lacking) {

  /**
   * A run of events.
   *
   * @param epoch of the journal that holds them
   * @param firstSeq from 1
   * @param lastSeq inclusive
   */
  public record Lacking(long epoch, long firstSeq, long lastSeq) {

    public Lacking {
      if (firstSeq < 1 || lastSeq < firstSeq) {
        throw new WireFormatException("lacking", "is no run of events");
      }
    }
  }

  public NotifyMessage {
    if (snapshotVersion == null && !digest && lacking == null) {
      throw new WireFormatException("snapshot_version", "is missing, and so is all else");
    }
  }

  /** There is something to fetch. */
  public static NotifyMessage snapshot(long version) {
    return new NotifyMessage(version, false, null);
  }

  /** Tell how the farm is. */
  public static NotifyMessage askDigest() {
    return new NotifyMessage(null, true, null);
  }

  /** Upload these again. */
  public static NotifyMessage lack(long epoch, long firstSeq, long lastSeq) {
    return new NotifyMessage(null, false, new Lacking(epoch, firstSeq, lastSeq));
  }

  /**
   * @throws WireFormatException naming the first field that is missing or wrong
   */
  public static NotifyMessage read(byte[] payload) {
    var in = WireReader.of(payload);
    return new NotifyMessage(
        in.countOrNull("snapshot_version"),
        in.flagOrFalse("digest"),
        in.has("lacking") ? lacking(in.inside("lacking")) : null);
  }

  private static Lacking lacking(WireReader in) {
    return new Lacking(in.count("epoch"), in.count("first_seq"), in.count("last_seq"));
  }

  /** UTF-8 JSON. */
  public byte[] toBytes() {
    var out = new WireWriter();
    if (snapshotVersion != null) {
      out.put("snapshot_version", snapshotVersion);
    }
    if (digest) {
      out.put("digest", true);
    }
    if (lacking != null) {
      out.put(
          "lacking",
          new WireWriter()
              .put("epoch", (Long) lacking.epoch)
              .put("first_seq", (Long) lacking.firstSeq)
              .put("last_seq", (Long) lacking.lastSeq));
    }
    return out.toBytes();
  }
}
