package io.lastwords.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the tree promises: docs/architecture.md draws it, and this holds it. */
class ArchitectureTest {
    private static final List<String> MODULES = List.of("model", "collector", "analyzer", "notifier", "cli");
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.lastwords");

    @Test
    void looksAtEveryModule() {
        for (var module : MODULES) {
            assertThat(CLASSES.that(resideInAPackage("io.lastwords." + module + "..")))
                    .as(module)
                    .hasSizeGreaterThan(3);
        }
    }

    @Test
    void servicesDoNotKnowEachOther() {
        for (var service : List.of("collector", "analyzer", "notifier")) {
            var others = MODULES.stream()
                    .filter(module -> !module.equals(service) && !module.equals("model"))
                    .map(module -> "io.lastwords." + module + "..")
                    .toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage("io.lastwords." + service + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others));
        }
        check(noClasses()
                .that()
                .resideInAPackage("io.lastwords.model..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "io.lastwords.collector..",
                        "io.lastwords.analyzer..",
                        "io.lastwords.notifier..",
                        "io.lastwords.cli.."));
    }

    @Test
    void onlyTheCollectorTalksToTheEngineThroughDockerJava() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.lastwords.collector..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("com.github.dockerjava.."));
    }

    @Test
    void onlyOneClassKnowsKafkasServer() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.lastwords.cli.kafka")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("kafka..", "org.apache.kafka.metadata..", "org.apache.kafka.server..", "scala.."));
    }

    @Test
    void causesArePure() {
        check(noClasses()
                .that()
                .resideInAPackage("io.lastwords.analyzer..cause..")
                .should()
                .dependOnClassesThat(resideInAnyPackage(
                        "java.io..",
                        "java.nio.file..",
                        "java.nio.channels..",
                        "java.net..",
                        "java.util.concurrent..",
                        "org.slf4j..",
                        "org.apache.kafka.."))
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime"));
    }

    @Test
    void onlyTheCommandTouchesTheProcess() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage("io.lastwords.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "getenv")
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(System.class, "exit", int.class));
    }

    @Test
    void nobodyReadsTheClockBehindOurBack() {
        check(noClasses()
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis"));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching("io.lastwords.(**)").should().beFreeOfCycles());
    }

    private static void check(ArchRule rule) {
        rule.check(CLASSES);
    }
}
