package com.tokkatot.wire;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "com.tokkatot.wire",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WireRulesTest {

  @ArchTest
  static final ArchRule wireKnowsOnlyTheJdkAndJson =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("com.tokkatot.wire..", "java..", "jakarta.json..")
          .because("cloud, hub and tests read the same records, and each brings its own container");
}
