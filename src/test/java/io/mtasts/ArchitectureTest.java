package io.mtasts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The arrows between the packages. */
@AnalyzeClasses(packages = "io.mtasts", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule texts_know_only_each_other = classes()
            .that()
            .resideInAnyPackage("io.mtasts.finding", "io.mtasts.text", "io.mtasts.sts", "io.mtasts.tlsrpt")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "io.mtasts.finding",
                    "io.mtasts.text",
                    "io.mtasts.sts",
                    "io.mtasts.tlsrpt",
                    "io.mtasts.name");

    @ArchTest
    static final ArchRule name_knows_icu_and_the_public_suffix_list = classes()
            .that()
            .resideInAPackage("io.mtasts.name")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "com.ibm.icu..",
                    "com.google.common.net..",
                    "io.mtasts.name",
                    "io.mtasts.text",
                    "io.mtasts.finding");

    @ArchTest
    static final ArchRule verdict_judges_what_was_seen = classes()
            .that()
            .resideInAPackage("io.mtasts.verdict")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "javax.security..",
                    "org.jspecify..",
                    "io.mtasts.verdict",
                    "io.mtasts.text",
                    "io.mtasts.sts",
                    "io.mtasts.tlsrpt",
                    "io.mtasts.name",
                    "io.mtasts.finding");

    @ArchTest
    static final ArchRule setup_follows_a_report = classes()
            .that()
            .resideInAPackage("io.mtasts.setup")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "io.mtasts.setup",
                    "io.mtasts.verdict",
                    "io.mtasts.sts",
                    "io.mtasts.tlsrpt",
                    "io.mtasts.name",
                    "io.mtasts.text",
                    "io.mtasts.finding");

    @ArchTest
    static final ArchRule dmarc_judges_what_was_seen = classes()
            .that()
            .resideInAPackage("io.mtasts.dmarc")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "java..",
                    "org.jspecify..",
                    "io.mtasts.dmarc",
                    "io.mtasts.verdict",
                    "io.mtasts.text",
                    "io.mtasts.name",
                    "io.mtasts.finding");

    @ArchTest
    static final ArchRule edges_judge_nothing = classes()
            .that()
            .resideInAnyPackage("io.mtasts.net", "io.mtasts.tls", "io.mtasts.dns", "io.mtasts.https", "io.mtasts.smtp")
            .should()
            .onlyDependOnClassesThat()
            .resideOutsideOfPackages(
                    "io.mtasts.api",
                    "io.mtasts.probe",
                    "io.mtasts.sts",
                    "io.mtasts.tlsrpt",
                    "io.mtasts.dmarc",
                    "io.mtasts.finding");

    @ArchTest
    static final ArchRule protocols_do_not_know_each_other = noClasses()
            .that()
            .resideInAPackage("io.mtasts.smtp")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.mtasts.https", "io.mtasts.dns");

    @ArchTest
    static final ArchRule tls_is_below_the_protocols = noClasses()
            .that()
            .resideInAPackage("io.mtasts.tls")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.mtasts.https", "io.mtasts.smtp", "io.mtasts.dns");

    @ArchTest
    static final ArchRule nothing_knows_who_watches = classes()
            .that()
            .resideInAPackage("io.mtasts.monitor")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAPackage("io.mtasts.monitor");

    @ArchTest
    static final ArchRule no_cycles =
            slices().matching("io.mtasts.(*)..").should().beFreeOfCycles();
}
