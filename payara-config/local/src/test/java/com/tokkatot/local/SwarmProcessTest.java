package com.tokkatot.local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SwarmProcessTest {

  private static final FarmPlan.NodePlan NODE =
      new FarmPlan.NodePlan(
          1, "node-id", List.of(new FarmPlan.DevicePlan("light-id", "light", "Light")));
  private static final FarmPlan FARM =
      new FarmPlan(1, "farm-id", "Farm", "hub-id", "coop-id", List.of(NODE));

  @TempDir Path data;

  @Test
  void everyNodeHasASettingsFileOfItsOwnAndTheListNamesThem() throws Exception {
    var command = swarm(false).prepare().command();

    assertThat(command).hasSize(3).endsWith("--nodes", data.resolve("swarm/nodes").toString());
    assertThat(data.resolve("swarm/nodes"))
        .hasContent(data.resolve("a/node.conf") + "\n" + data.resolve("b/node.conf"));
    assertThat(data.resolve("a/node.conf"))
        .content()
        .contains("node_id=node-id\n", "farm_id=farm-id\n", "port=1883\n", "device=light:light-id");
    assertThat(data.resolve("b/node.conf")).content().contains("state_dir=" + data.resolve("b"));
  }

  @Test
  void forMeasurementsNothingIsKept() throws Exception {
    assertThat(swarm(true).prepare().command()).endsWith("--in-memory");
  }

  @Test
  void aNodesKeyAndCertificateAreMadeOnceAndWithoutAKeyStore() throws Exception {
    var pki = new Pki(data.resolve("pki"), new Secrets(data.resolve("s")), InstantSource.system());
    pki.open();
    var pem = pki.nodePem("node-id", "farm-id");
    var key = Files.readString(pem.key());

    pki.nodePem("node-id", "farm-id");

    var certificate = Certificates.certificate(pem.certificate());
    assertThat(certificate.getSubjectX500Principal().getName())
        .isEqualTo("CN=node-id,OU=farm-id,O=Tokkatot");
    certificate.verify(Certificates.certificate(pki.authority()).getPublicKey());
    assertThat(pem.key()).hasContent(key.strip());
    assertThat(data.resolve("pki/node-node-id.p12")).doesNotExist();
  }

  private SwarmProcess swarm(boolean inMemory) {
    var layout = new Layout(data, data, data);
    return new SwarmProcess(layout, List.of(settings("a"), settings("b")), inMemory, "1");
  }

  private NodeSettings settings(String state) {
    var pem = new Pki.Pem(Path.of("/c.pem"), Path.of("/c.key"));
    return new NodeSettings(FARM, NODE, 1883, Path.of("/ca.pem"), pem, data.resolve(state));
  }
}
