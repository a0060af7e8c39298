package com.tokkatot;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.properties.CanBeAnnotated;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;

@AnalyzeClasses(packages = "com.tokkatot", importOptions = ImportOption.DoNotIncludeTests.class)
class ServicesRulesTest {

  // Throwable is left out: the compiler itself catches it in every try-with-resources.
  private static final ArchCondition<JavaClass> CATCH_EVERYTHING =
      new ArchCondition<>("catch Exception, RuntimeException or a persistence failure") {
        @Override
        public void check(JavaClass type, ConditionEvents events) {
          for (var unit : type.getCodeUnits()) {
            var swallows =
                unit.getTryCatchBlocks().stream()
                    .flatMap(block -> block.getCaughtThrowables().stream())
                    .anyMatch(
                        caught ->
                            caught.isEquivalentTo(Exception.class)
                                || caught.isEquivalentTo(RuntimeException.class)
                                || caught.isAssignableTo(
                                    "jakarta.persistence.PersistenceException"));
            if (swallows) {
              events.add(SimpleConditionEvent.satisfied(unit, unit.getFullName() + " does"));
            }
          }
        }
      };

  private static final DescribedPredicate<JavaClass> ARE_SESSION_BEANS =
      describe(
          "are session beans",
          type ->
              CanBeAnnotated.Predicates.annotatedWith(Stateless.class)
                  .or(CanBeAnnotated.Predicates.annotatedWith(Singleton.class))
                  .test(type));

  private static final ArchCondition<JavaMethod> STAY_INSIDE =
      new ArchCondition<>("be called by their own class only") {
        @Override
        public void check(JavaMethod method, ConditionEvents events) {
          method.getCallsOfSelf().stream()
              .filter(call -> !call.getOriginOwner().equals(method.getOwner()))
              .forEach(
                  call -> events.add(SimpleConditionEvent.violated(call, call.getDescription())));
        }
      };

  @ArchTest
  static final ArchRule servicesKnowNoFaceAndNoMqttClient =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.ws.rs..", "jakarta.websocket..", "jakarta.servlet..", "com.hivemq..")
          .because("decisions must work behind any door, and the adapter owns the line");

  @ArchTest
  static final ArchRule featuresCallDownwardsOnly =
      layeredArchitecture()
          .consideringOnlyDependenciesInAnyPackage("com.tokkatot..")
          .layer("shared")
          .definedBy("com.tokkatot.shared..")
          .layer("audit")
          .definedBy("com.tokkatot.audit..")
          .layer("limit")
          .definedBy("com.tokkatot.limit..")
          .layer("courier")
          .definedBy("com.tokkatot.courier..")
          .layer("picture")
          .definedBy("com.tokkatot.picture..")
          .layer("account")
          .definedBy("com.tokkatot.account..")
          .layer("farm")
          .definedBy("com.tokkatot.farm..")
          .layer("setting")
          .definedBy("com.tokkatot.setting..")
          .layer("live")
          .definedBy("com.tokkatot.live..")
          .layer("device")
          .definedBy("com.tokkatot.device..")
          .layer("reading")
          .definedBy("com.tokkatot.reading..")
          .layer("command")
          .definedBy("com.tokkatot.command..")
          .layer("usage")
          .definedBy("com.tokkatot.usage..")
          .layer("stop")
          .definedBy("com.tokkatot.stop..")
          .layer("alert")
          .definedBy("com.tokkatot.alert..")
          .layer("firmware")
          .definedBy("com.tokkatot.firmware..")
          .layer("schedule")
          .definedBy("com.tokkatot.schedule..")
          .layer("report")
          .definedBy("com.tokkatot.report..")
          .layer("sync")
          .definedBy("com.tokkatot.sync..")
          .layer("message")
          .definedBy("com.tokkatot.message..")
          .layer("overview")
          .definedBy("com.tokkatot.overview..")
          .layer("profile")
          .definedBy("com.tokkatot.profile..")
          .whereLayer("profile")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("schedule")
          .mayOnlyBeAccessedByLayers("sync", "overview")
          .whereLayer("alert")
          .mayOnlyBeAccessedByLayers(
              "stop", "firmware", "schedule", "sync", "message", "overview", "profile")
          .whereLayer("stop")
          .mayOnlyBeAccessedByLayers("overview")
          .whereLayer("message")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("overview")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("report")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("firmware")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("sync")
          .mayNotBeAccessedByAnyLayer()
          .whereLayer("usage")
          .mayOnlyBeAccessedByLayers("alert")
          .whereLayer("command")
          .mayOnlyBeAccessedByLayers("stop", "schedule", "overview")
          .whereLayer("reading")
          .mayOnlyBeAccessedByLayers("alert", "schedule", "sync", "overview", "report")
          .whereLayer("device")
          .mayOnlyBeAccessedByLayers(
              "reading",
              "command",
              "usage",
              "stop",
              "alert",
              "firmware",
              "schedule",
              "report",
              "sync",
              "overview")
          .whereLayer("live")
          .mayOnlyBeAccessedByLayers(
              "device",
              "reading",
              "command",
              "stop",
              "alert",
              "schedule",
              "sync",
              "message",
              "overview")
          .whereLayer("setting")
          .mayOnlyBeAccessedByLayers(
              "live", "device", "alert", "firmware", "report", "message", "overview", "profile")
          .whereLayer("farm")
          .mayOnlyBeAccessedByLayers(
              "profile",
              "setting",
              "live",
              "device",
              "reading",
              "command",
              "usage",
              "stop",
              "alert",
              "firmware",
              "schedule",
              "report",
              "sync",
              "overview")
          .whereLayer("picture")
          .mayOnlyBeAccessedByLayers("account", "farm")
          .whereLayer("courier")
          .mayOnlyBeAccessedByLayers("account")
          .whereLayer("account")
          .mayOnlyBeAccessedByLayers(
              "farm",
              "setting",
              "live",
              "device",
              "reading",
              "command",
              "stop",
              "firmware",
              "sync",
              "message",
              "overview")
          .whereLayer("limit")
          .mayOnlyBeAccessedByLayers("account")
          .because("a feature that calls upwards is two features with one name");

  @ArchTest
  static final ArchRule timeIsInjected =
      noClasses()
          .that()
          .doNotHaveSimpleName("TimeSource")
          .should()
          .callMethodWhere(
              target(owner(nameMatching("java\\.time\\.(Instant|LocalDate|LocalDateTime|Clock)")))
                  .and(target(nameMatching("now|systemUTC|systemDefaultZone"))))
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Thread.class, "sleep", long.class)
          .orShould()
          .callConstructor(Thread.class, Runnable.class)
          .because("tests own time, and the container owns threads");

  @ArchTest
  static final ArchRule topicsAreReadInOnePlace =
      noClasses()
          .that()
          .resideOutsideOfPackage("com.tokkatot.wire..")
          .should()
          .callMethodWhere(
              target(owner(nameMatching("java\\.lang\\.String")))
                  .and(target(nameMatching("split"))))
          .because("only Topics reads a topic; a typo elsewhere is silent");

  @ArchTest
  static final ArchRule nobodyCatchesEverything =
      noClasses()
          .should(CATCH_EVERYTHING)
          .because("a swallowed database failure acknowledges messages that were not stored");

  @ArchTest
  static final ArchRule namesSayWhatThingsAre =
      noClasses()
          .should()
          .haveNameMatching(".*(Impl|Manager|Helper|Util|Utils|Service|DTO)")
          .because("such a name says nothing");

  @ArchTest
  static final ArchRule doorsArePublic =
      classes()
          .that(ARE_SESSION_BEANS)
          .should()
          .bePublic()
          .because("the container makes a proxy of each");

  @ArchTest
  static final ArchRule doorsSpeakInPublicTypes =
      methods()
          .that()
          .arePublic()
          .and()
          .areDeclaredInClassesThat(ARE_SESSION_BEANS)
          .should()
          .haveRawReturnType(
              describe(
                  "public",
                  (JavaClass type) ->
                      type.isPrimitive() || type.getModifiers().contains(JavaModifier.PUBLIC)))
          .because("a proxy may not even name what is hidden, and fails when it is called");

  @ArchTest
  static final ArchRule doorsHideNothingThatIsCalledFromOutside =
      methods()
          .that()
          .arePackagePrivate()
          .and()
          .areNotStatic()
          .and()
          .areDeclaredInClassesThat(ARE_SESSION_BEANS)
          .should(STAY_INSIDE)
          .because(
              "a proxy refuses what is not public, and tests without a container do not see it");
}
