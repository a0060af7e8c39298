package com.tokkatot.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FarmPlanTest {

  private static final InstantSource TIME =
      InstantSource.fixed(Instant.parse("2026-03-01T06:00:00Z"));

  @TempDir Path data;

  @Test
  void theSamePlanComesOutOfEveryStart() {
    var first = plans(2, 1);

    assertThat(plans(2, 1)).isEqualTo(first);
  }

  @Test
  void whatIsAddedLaterLeavesTheRestAsItWas() {
    var before = plans(1, 0).get(0);

    var after = plans(3, 2);

    assertThat(after).hasSize(3);
    assertThat(after.get(0).farmId()).isEqualTo(before.farmId());
    assertThat(after.get(0).nodes().subList(0, 2)).isEqualTo(before.nodes());
  }

  @Test
  void noIdIsGivenTwice() {
    var ids = new HashSet<String>();
    int given = 0;
    for (var farm : plans(2, 1)) {
      for (var node : farm.nodes()) {
        for (var device : node.devices()) {
          ids.add(device.deviceId());
          given++;
        }
        ids.add(node.nodeId());
        given++;
      }
      ids.add(farm.farmId());
      ids.add(farm.hubId());
      ids.add(farm.coopId());
      given += 3;
    }

    assertThat(ids).hasSize(given);
  }

  @Test
  void idsAreUuidsOfVersionSeven() {
    assertThat(plans(1, 0).get(0).farmId())
        .matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
  }

  @Test
  void aNodeMayOnlyReadItsOrdersAndWriteItsReports() {
    var farm = plans(1, 0).get(0);
    var acl = FarmRights.acl(farm);
    var node = farm.nodes().get(0);
    var other = farm.nodes().get(1).devices().get(0).deviceId();
    var own =
        acl.substring(
            acl.indexOf("user " + node.nodeId()),
            acl.indexOf("user " + farm.nodes().get(1).nodeId()));
    var device = "farm/" + farm.farmId() + "/devices/" + node.devices().get(0).deviceId();

    assertThat(own)
        .contains("topic read " + device + "/command\n", "topic write " + device + "/status\n")
        .contains("topic read farm/" + farm.farmId() + "/estop\n")
        .doesNotContain("readwrite", "#", "+", other, "write " + device + "/command");
    assertThat(acl)
        .startsWith("user " + farm.hubId() + "\ntopic readwrite farm/" + farm.farmId() + "/#\n");
  }

  private List<FarmPlan> plans(int farms, int extraNodes) {
    return FarmPlan.read(data.resolve("ids.properties"), TIME, farms, extraNodes);
  }
}
