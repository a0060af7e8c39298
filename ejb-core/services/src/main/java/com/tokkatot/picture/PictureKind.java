package com.tokkatot.picture;

import java.util.UUID;

/** What pictures there are, and how large each may be. Source: requirements.md 16. */
public enum PictureKind {
  /** Of a farm; its id is the farm's. */
  FARM_PHOTO(10 << 20, 1600, "farm_id", "media/farms", "/api/v1/farms/%s/photo?v=%s"),
  /** Of a person; its id is the account's. */
  AVATAR(5 << 20, 512, "account_id", "media/accounts", "/api/v1/users/me/avatar?v=%2$s");

  private final int mostBytes;
  private final int edge;
  private final String column;
  private final String folder;
  private final String address;

  PictureKind(int mostBytes, int edge, String column, String folder, String address) {
    this.mostBytes = mostBytes;
    this.edge = edge;
    this.column = column;
    this.folder = folder;
    this.address = address;
  }

  /** Largest file that is taken, in bytes. */
  public int mostBytes() {
    return mostBytes;
  }

  /** Longer side of what is kept, in pixels, at most. */
  int edge() {
    return edge;
  }

  /** Where its owner stands in a row. */
  String column() {
    return column;
  }

  /** Where the file lies in the object store. */
  String objectName(UUID owner, UUID id) {
    return folder + "/" + owner + "/" + id + ".jpg";
  }

  /** Where its owner finds it; another picture has another address, so that phones keep it long. */
  public String address(UUID owner, UUID id) {
    return address.formatted(owner, id);
  }
}
