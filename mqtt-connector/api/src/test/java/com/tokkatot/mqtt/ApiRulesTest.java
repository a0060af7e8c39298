package com.tokkatot.mqtt;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

@AnalyzeClasses(
    packages = "com.tokkatot.mqtt",
    importOptions = ImportOption.DoNotIncludeTests.class)
class ApiRulesTest {

  @ArchTest
  static final ArchRule beansSeeOnlyTheJdk =
      classes()
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage("com.tokkatot.mqtt", "java..", "jakarta.resource..")
          .because("a client library in these types would marry every bean to it");
}
