package com.tokkatot.mqtt.rar;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(
    packages = "com.tokkatot.mqtt.rar",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RarRulesTest {

  @ArchTest
  static final ArchRule theAdapterIsBlind =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "com.tokkatot.mqtt..",
              "com.hivemq.client..",
              "jakarta.resource..",
              "jakarta.transaction..",
              "javax.naming..",
              "javax.net.ssl..",
              "javax.security.auth..",
              "javax.transaction.xa..",
              "java..")
          .because("it moves bytes and topics and has never heard of a farm");

  @ArchTest
  static final ArchRule onlyOneClassMakesClients =
      noClasses()
          .that()
          .doNotHaveSimpleName("SecureClients")
          .should()
          .callMethod("com.hivemq.client.mqtt.mqtt5.Mqtt5Client", "builder")
          .orShould()
          .callMethod("com.hivemq.client.mqtt.MqttClient", "builder")
          .because("a second place would be one where TLS may be forgotten");

  @ArchTest
  static final ArchRule testsOwnTime =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callConstructor(Thread.class, Runnable.class)
          .because("time and threads belong to the container and to tests");

  @ArchTest
  static final ArchRule namesSayWhatAThingIs =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Service|DTO)")
          .because("such a suffix could stand on anything");
}
