package com.tokkatot.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.time.Instant;

@AnalyzeClasses(
    packages = "com.tokkatot.rules",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RulesRulesTest {

  @ArchTest
  static final ArchRule theyNeedNothingButJavaAndACronParser =
      ArchRuleDefinition.classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("java..", "jakarta.json..", "com.tokkatot.rules..", "com.cronutils..")
          .because("cloud and hub share them, and neither may bring its container along");

  @ArchTest
  static final ArchRule onlyWhatReadsAndWritesKnowsJson =
      noClasses()
          .that()
          .resideOutsideOfPackage("com.tokkatot.rules.json..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("jakarta.json..")
          .because("what is decided does not depend on how it was written");

  @ArchTest
  static final ArchRule oneClassKnowsTheCronParser =
      noClasses()
          .that()
          .doNotHaveSimpleName("LocalCron")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("com.cronutils..")
          .because("another one may take its place");

  @ArchTest
  static final ArchRule timeIsPassedIn =
      noClasses()
          .should()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .because("what they decide is a function of what they are given");

  @ArchTest
  static final ArchRule packagesNeedEachOtherOneWay =
      slices().matching("com.tokkatot.rules.(*)..").should().beFreeOfCycles();
}
