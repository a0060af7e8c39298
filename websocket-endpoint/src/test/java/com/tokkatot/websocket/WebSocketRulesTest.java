package com.tokkatot.websocket;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "com.tokkatot.websocket",
    importOptions = ImportOption.DoNotIncludeTests.class)
class WebSocketRulesTest {

  @ArchTest
  static final ArchRule aFaceDecidesNothing =
      noClasses()
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "jakarta.persistence..",
              "java.sql..",
              "com.tokkatot.mqtt..",
              "com.tokkatot.rest..",
              "jakarta.ws.rs..")
          .because("decisions and transactions live behind the doors of the services");
}
