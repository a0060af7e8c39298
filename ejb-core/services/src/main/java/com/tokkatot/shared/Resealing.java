package com.tokkatot.shared;

import com.tokkatot.shared.SealedColumns.SealedColumn;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Seals anew, once a minute, what older keys have sealed; after a key was added, nothing needs the
 * one before it any more when this has gone through. Every node may do it: a value that changed
 * meanwhile is left alone.
 */
@Singleton
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Resealing {

  private static final System.Logger LOG = System.getLogger(Resealing.class.getName());
  static final int BATCH = 500;

  @Inject Sql sql;
  @Inject Vault vault;
  @Inject @Any Instance<SealedColumns> features;

  private record Value(UUID id, String sealed) {}

  @Schedule(hour = "*", minute = "*", second = "30", persistent = false)
  void keepUp() {
    Upkeep.attempt("sealing anew", this::resealAll);
  }

  private void resealAll() {
    features.forEach(feature -> feature.all().forEach(this::reseal));
  }

  /** Seals one column's older values anew; returns how many there were. */
  int reseal(SealedColumn column) {
    var done = 0;
    for (var stale = stale(column); !stale.isEmpty(); stale = stale(column)) {
      var changes = new ArrayList<Object[]>();
      for (var value : stale) {
        var text = vault.open(column.purpose(), value.sealed());
        changes.add(new Object[] {vault.seal(column.purpose(), text), value.id(), value.sealed()});
      }
      sql.batch(
          "update %s set %s = ? where id = ? and %s = ?"
              .formatted(column.table(), column.column(), column.column()),
          changes);
      done += stale.size();
    }
    if (done > 0) {
      LOG.log(
          System.Logger.Level.INFO,
          "Sealed {0} values of {1}.{2} anew",
          done,
          column.table(),
          column.column());
    }
    return done;
  }

  private List<Value> stale(SealedColumn column) {
    return sql.query(
        "select id, %s as sealed from %s where not starts_with(%s, ?) order by id limit %d"
            .formatted(column.column(), column.table(), column.column(), BATCH),
        row -> new Value(Sql.uuid(row, "id"), row.getString("sealed")),
        vault.currentPrefix());
  }
}
