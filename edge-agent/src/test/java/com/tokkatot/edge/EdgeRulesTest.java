package com.tokkatot.edge;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Instant;

@AnalyzeClasses(
    packages = "com.tokkatot.edge",
    importOptions = ImportOption.DoNotIncludeTests.class)
class EdgeRulesTest {

  @ArchTest
  static final ArchRule theHubKnowsNeitherCloudServicesNorTheAdapter =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("com.tokkatot.mqtt..", "jakarta.persistence..", "jakarta.ejb..")
          .because("two links with different lives and a store on a card need neither");

  @ArchTest
  static final ArchRule onlyTheHubRoomKnowsTheContainer =
      noClasses()
          .that()
          .resideOutsideOfPackage("..hub..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.enterprise..",
              "jakarta.inject..",
              "jakarta.servlet..",
              "jakarta.annotation..",
              "org.eclipse.microprofile..")
          .because("everything else is tested without one");

  @ArchTest
  static final ArchRule onlyTheLinkKnowsTheMqttClient =
      noClasses()
          .that()
          .resideOutsideOfPackage("..link..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.hivemq..")
          .because("one class over the client library is easier to reason about");

  @ArchTest
  static final ArchRule onlyOneClassMakesClients =
      noClasses()
          .that()
          .doNotHaveSimpleName("SecureTransport")
          .should()
          .callMethod("com.hivemq.client.mqtt.mqtt5.Mqtt5Client", "builder")
          .because("a second place would be one where TLS may be forgotten");

  @ArchTest
  static final ArchRule onlyTheJournalKnowsSqlite =
      noClasses()
          .that()
          .resideOutsideOfPackage("..journal..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.sqlite..")
          .because("the journal has one writer");

  @ArchTest
  static final ArchRule roomsHaveNoCycles =
      slices()
          .matching("com.tokkatot.edge.(*)..")
          .should()
          .beFreeOfCycles()
          .because("a cycle is one room with two names");

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

  @ArchTest
  static final ArchRule whatIsPublicIsPromised =
      classes()
          .that()
          .resideInAPackage("..hub..")
          .and()
          .doNotHaveSimpleName("HubServlet")
          .should()
          .notBePublic()
          .because("nobody needs the room that puts the others together");
}
