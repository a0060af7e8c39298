package com.tokkatot.rest;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "com.tokkatot.rest",
    importOptions = ImportOption.DoNotIncludeTests.class)
class RestRulesTest {

  @ArchTest
  static final ArchRule aFaceDecidesNothing =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.persistence..",
              "java.sql..",
              "com.tokkatot.mqtt..",
              "com.tokkatot.websocket..",
              "jakarta.websocket..")
          .because("decisions and transactions live behind the doors of the services");
}
