package com.tokkatot.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.tokkatot.account.HubCaller;
import com.tokkatot.account.HubTokens;
import com.tokkatot.account.TestHubTokens;
import com.tokkatot.setting.FarmSettingsChanged;
import com.tokkatot.setting.Key;
import com.tokkatot.setting.TestSettings;
import com.tokkatot.shared.NotSignedIn;
import com.tokkatot.shared.RecordedEvents;
import com.tokkatot.wire.SnapshotMessage;
import com.tokkatot.wire.SnapshotSettings;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HubDoorTest {

  private final Registry registry = new Registry();
  private final UUID hub = registry.farm.hub();
  private final HubTokens tokens = TestHubTokens.at(registry.time);
  private final HubDoor door = new HubDoor();
  private final HubSnapshots snapshots = new HubSnapshots();
  private final SnapshotVersions versions =
      TestSnapshots.versionsOver(registry.sql, registry.snapshots);
  private KeyPair pair;

  @BeforeEach
  void wire() throws Exception {
    door.sql = registry.sql;
    door.time = registry.time;
    door.tokens = tokens;
    snapshots.sql = registry.sql;
    snapshots.tokens = tokens;
    snapshots.coops = Registry.coopsOver(registry.sql);
    snapshots.airs = Registry.airsOver(registry.sql);
    snapshots.making = new RecordedEvents<>();
    pair = pair();
    var pem =
        "-----BEGIN PUBLIC KEY-----\n"
            + Base64.getMimeEncoder().encodeToString(pair.getPublic().getEncoded())
            + "\n-----END PUBLIC KEY-----\n";
    registry.sql.update("update hub set public_key = ? where id = ?", pem, hub);
  }

  @Test
  void aHubThatProvesItselfGetsATokenOfItsFarm() throws Exception {
    var admitted = door.admit(assertion(pair, "one", 60));

    assertThat(admitted.farmId()).isEqualTo(registry.farm.id());
    assertThat(door.enter(admitted.accessToken()))
        .isEqualTo(new HubCaller(hub, registry.farm.id()));
    registry.time.advance(HubTokens.LIFE);
    refuses(() -> door.enter(admitted.accessToken()));
  }

  @Test
  void anAssertionCountsOnce() throws Exception {
    var assertion = assertion(pair, "one", 60);
    door.admit(assertion);

    refuses(() -> door.admit(assertion));
    assertThat(door.admit(assertion(pair, "two", 60))).isNotNull();
  }

  @Test
  void anotherKeyALongLifeAndAnOldAssertionAreRefused() throws Exception {
    var foreign = assertion(pair(), "one", 60);
    var longLived = assertion(pair, "two", 61);
    var old = assertion(pair, "three", 60);

    refuses(() -> door.admit(foreign));
    refuses(() -> door.admit(longLived));
    refuses(() -> door.admit("nonsense"));
    registry.time.advance(Duration.ofSeconds(121));
    refuses(() -> door.admit(old));
  }

  @Test
  void aHubThatWasTakenAwayIsNotLetInByItsOldToken() throws Exception {
    var token = door.admit(assertion(pair, "one", 60)).accessToken();
    registry.sql.update("update hub set public_key = null where id = ?", hub);

    refuses(() -> door.enter(token));
  }

  @Test
  void theSnapshotTellsWhatIsSetAndGrowsWithEveryChange() throws Exception {
    var caller = new HubCaller(hub, registry.farm.id());
    assertThat(snapshots.of(caller).snapshotVersion()).isZero();
    var setting = List.of(new Setting("max_on", 60, null));
    registry.configurations.set(
        registry.manager, registry.farm.light(), setting, null, Registry.PHONE);

    var snapshot = snapshots.of(caller);

    assertThat(snapshot.snapshotVersion()).isEqualTo(1);
    var signed = JWSObject.parse(snapshot.jws());
    assertThat(signed.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.RS256);
    var message = SnapshotMessage.read(signed.getPayload().toBytes());
    assertThat(message.farmId()).isEqualTo(registry.farm.id());
    assertThat(message.devices())
        .singleElement()
        .satisfies(
            device -> {
              assertThat(device.deviceId()).isEqualTo(registry.farm.light());
              assertThat(device.version()).isEqualTo(1);
              assertThat(device.values()).containsEntry("max_on", 60.0).hasSize(1);
            });
  }

  @Test
  void aSnapshotSaysWhatIsSetForTheFarm() throws Exception {
    var caller = new HubCaller(registry.farm.hub(), registry.farm.id());
    TestSettings.set(registry.sql, registry.farm.id(), Key.UPLOAD_MINUTES, 15);

    versions.changed(new FarmSettingsChanged(registry.farm.id()));

    var snapshot = snapshots.of(caller);
    assertThat(snapshot.snapshotVersion()).isEqualTo(1);
    var message = SnapshotMessage.read(JWSObject.parse(snapshot.jws()).getPayload().toBytes());
    assertThat(message.settings()).isEqualTo(new SnapshotSettings(15, true));
    assertThat(registry.snapshots.fired()).hasSize(1);
  }

  private static void refuses(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(NotSignedIn.class)
        .hasFieldOrPropertyWithValue("code", "TOKEN_INVALID");
  }

  private static KeyPair pair() throws Exception {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    return generator.generateKeyPair();
  }

  private String assertion(KeyPair signer, String jti, long seconds) throws Exception {
    var now = registry.time.instant();
    var claims =
        new JWTClaimsSet.Builder()
            .issuer(hub.toString())
            .subject(hub.toString())
            .audience("tokkatot")
            .jwtID(jti)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(seconds)))
            .build();
    var signed = new SignedJWT(new JWSHeader(JWSAlgorithm.ES256), claims);
    signed.sign(new ECDSASigner((ECPrivateKey) signer.getPrivate()));
    return signed.serialize();
  }
}
