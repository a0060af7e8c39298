package com.tokkatot.picture;

import com.tokkatot.audit.AuditLogs;
import com.tokkatot.shared.ObjectStore;
import com.tokkatot.shared.Sql;
import java.net.URI;
import java.time.InstantSource;

/** The door of pictures without a container. */
public final class TestPictures {

  private TestPictures() {}

  /** While the object store is away. */
  public static Pictures withoutStore(Sql sql, InstantSource time) {
    var away = new ObjectStore(URI.create("http://127.0.0.1:1"), "key", "secret", "tokkatot");
    return over(sql, away, time);
  }

  public static Pictures over(Sql sql, ObjectStore objects, InstantSource time) {
    var rows = new PictureRows();
    rows.sql = sql;
    rows.audit = AuditLogs.over(sql, time);
    rows.time = time;
    var pictures = new Pictures();
    pictures.rows = rows;
    pictures.objects = objects;
    return pictures;
  }
}
