package io.mtasts;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** The rooms of the house, and the rooms that each of them may use. */
@AnalyzeClasses(packages = "io.mtasts", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** A room may use only the rooms after its arrow. */
    private static final Map<String, String[]> ARROWS = """
            text     ->
            finding  -> text
            name     -> text finding
            sts      -> text finding name
            tlsrpt   -> text finding name
            dane     ->
            sender   -> text finding name sts
            verdict  -> text finding name sts tlsrpt dane sender
            tlsreport -> text name sts tlsrpt verdict
            expect   -> text finding sts tlsrpt verdict
            dmarc    -> text finding name verdict
            setup    -> text finding name sts tlsrpt verdict
            plan     -> text finding name sts sender verdict
            net      -> text name
            tls      -> text net verdict
            dns      -> text name net dane verdict
            https    -> text name net tls verdict
            smtp     -> text name net tls verdict
            config   -> tls
            limit    -> name net config
            probe    -> text name sts tlsrpt dane dmarc verdict net limit tls dns https smtp config
            check    -> text finding name sts tlsrpt tlsreport sender dmarc verdict expect setup plan net limit probe config
            document -> text finding name sts tlsrpt tlsreport dane sender dmarc verdict expect setup plan probe check
            http     -> text finding name tlsreport verdict expect net limit dns check document config
            api      -> text finding name sts sender verdict expect setup plan check document http
            web      -> text finding name sts tlsrpt tlsreport sender setup plan verdict dmarc probe check document http config
            cli      -> text finding name sts verdict expect setup plan tlsreport net tls probe config check document
            queue    -> text finding name verdict net dns tls probe check document config
            monitor  -> text finding name sts dmarc verdict limit probe check document http queue
            openapi  -> text finding document
            """.lines().map(line -> line.split("->")).collect(toMap(
            line -> line[0].strip(),
            line -> line.length == 1
                    ? new String[0]
                    : Stream.of(line[1].strip().split(" +"))
                            .filter(room -> !room.isEmpty())
                            .toArray(String[]::new)));

    private static final String[] CORE = packages(
            "text", "finding", "name", "sts", "tlsrpt", "dane", "sender", "dmarc", "verdict", "expect", "setup",
            "plan");

    private static final String[] HTTP_TYPES = {
        "jakarta.ws.rs..", "io.vertx.core.http..", "io.vertx.ext.web..", "org.jboss.resteasy.."
    };

    private static String[] packages(String... rooms) {
        return Arrays.stream(rooms).map(room -> "io.mtasts." + room + "..").toArray(String[]::new);
    }

    @ArchTest
    static void every_room_uses_only_the_rooms_after_its_arrow(JavaClasses all) {
        ARROWS.forEach((room, allowed) -> classes()
                .that(resideInAPackage("io.mtasts." + room + ".."))
                .should()
                .onlyDependOnClassesThat(not(resideInAPackage("io.mtasts.."))
                        .or(resideInAPackage("io.mtasts." + room + ".."))
                        .or(resideInAnyPackage(packages(allowed))))
                .check(all));
    }

    @ArchTest
    static void every_class_is_in_a_room(JavaClasses all) {
        assertThat(all.stream()
                        .map(JavaClass::getPackageName)
                        .filter(name -> !name.equals("io.mtasts"))
                        .map(name -> name.substring("io.mtasts.".length())))
                .allSatisfy(room -> assertThat(ARROWS).containsKey(room));
    }

    @ArchTest
    static final ArchRule the_core_knows_no_framework = classes()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "javax.security..", "org.jspecify..", "io.mtasts..")
                    .or(resideInAnyPackage("com.ibm.icu..", "com.google.common..")));

    @ArchTest
    static final ArchRule tlsreport_knows_only_a_json_parser = classes()
            .that()
            .resideInAPackage("io.mtasts.tlsreport..")
            .should()
            .onlyDependOnClassesThat(
                    resideInAnyPackage("java..", "org.jspecify..", "io.mtasts..", "com.fasterxml.jackson.core.."));

    @ArchTest
    static final ArchRule only_name_knows_unicode_data_and_the_public_suffix_list = noClasses()
            .that()
            .resideOutsideOfPackage("io.mtasts.name..")
            .and()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.ibm.icu..", "com.google.common..");

    @ArchTest
    static final ArchRule only_faces_and_plumbing_know_http = noClasses()
            .that()
            .resideOutsideOfPackages(packages("api", "web", "monitor", "queue", "http", "document", "openapi"))
            .and()
            .resideOutsideOfPackage("io.mtasts")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(HTTP_TYPES);

    @ArchTest
    static final ArchRule only_dns_speaks_dns = noClasses()
            .that()
            .resideOutsideOfPackage("io.mtasts.dns..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty.handler.codec.dns..", "io.netty.resolver.dns..");

    @ArchTest
    static final ArchRule among_the_edges_only_https_speaks_http = noClasses()
            .that()
            .resideInAnyPackage(packages("net", "tls", "dns", "smtp"))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.netty.handler.codec.http..", "io.netty.handler.codec.http2..");

    @ArchTest
    static final ArchRule nothing_uses_the_entry_point = classes()
            .that()
            .resideInAPackage("io.mtasts")
            .should()
            .onlyHaveDependentClassesThat()
            .resideInAPackage("io.mtasts");

    @ArchTest
    static final ArchRule no_cycles =
            slices().matching("io.mtasts.(*)..").should().beFreeOfCycles();

    @ArchTest
    static void no_two_types_share_a_name(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(JavaClass::isTopLevelClass)
                        .map(JavaClass::getSimpleName)
                        .filter(name -> !name.equals("package-info")))
                .doesNotHaveDuplicates();
    }
}
