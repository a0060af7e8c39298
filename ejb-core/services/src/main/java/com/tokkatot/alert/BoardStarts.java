package com.tokkatot.alert;

import com.tokkatot.device.DigestHeard;
import com.tokkatot.shared.Sql;
import com.tokkatot.wire.DigestMessage.NodePresence;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.InstantSource;

/** Counts how often boards start, out of their boot counters. In the digest's transaction. */
@ApplicationScoped
public class BoardStarts {

  @Inject Sql sql;
  @Inject InstantSource time;

  /** Notes which boards have started since they were heard of last. */
  void heard(@Observes DigestHeard heard) {
    var nodes = heard.digest().nodes();
    if (nodes.isEmpty()) {
      return;
    }
    sql.update(
        """
        insert into node_start (node_id, incarnation, boot, starts, at)
        select node.id, node.incarnation, node.boot, coalesce(node.boot - known.boot, 0), ?
        from node left join lateral (select max(boot) as boot from node_start
          where node_start.node_id = node.id and node_start.incarnation = node.incarnation) known
          on true
        where node.id = any(?) and node.farm_id = ? and node.removed_at is null
          and node.boot > coalesce(known.boot, -1)
        order by node.id on conflict do nothing
        """,
        time.instant(),
        nodes.stream().map(NodePresence::nodeId).toList(),
        heard.farmId());
  }
}
