package org.imprint.app;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.imprint.core.ImprintException;
import org.junit.jupiter.api.Test;

/** The arrows between modules, and what a module must not know. */
class ArchitectureTest {

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.imprint");

    @Test
    void coreKnowsNoOtherModule() {
        noClasses()
                .that()
                .resideInAPackage("org.imprint.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.imprint.vision..",
                        "org.imprint.classifier..",
                        "org.imprint.lab..",
                        "org.imprint.study..",
                        "org.imprint.cluster..",
                        "org.imprint.app..")
                .check(CLASSES);
    }

    @Test
    void visionKnowsNeitherSweepsNorTheCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("org.imprint.vision..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.imprint.classifier..",
                        "org.imprint.lab..",
                        "org.imprint.study..",
                        "org.imprint.cluster..",
                        "org.imprint.app..",
                        "picocli..")
                .check(CLASSES);
    }

    @Test
    void classifierKnowsNeitherSweepsNorTheCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("org.imprint.classifier..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.imprint.lab..",
                        "org.imprint.study..",
                        "org.imprint.cluster..",
                        "org.imprint.app..",
                        "picocli..")
                .check(CLASSES);
    }

    @Test
    void nothingButTheCommandLineKnowsTheClassifier() {
        noClasses()
                .that()
                .resideInAnyPackage("org.imprint.lab..", "org.imprint.study..", "org.imprint.cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.imprint.classifier..")
                .check(CLASSES);
    }

    @Test
    void labKnowsNeitherFiguresNorClustersNorTheCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("org.imprint.lab..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.imprint.study..",
                        "org.imprint.cluster..",
                        "org.imprint.app..",
                        "io.fabric8..",
                        "picocli..",
                        "org.apache.batik..",
                        "org.apache.pdfbox..",
                        "de.javagl..")
                .check(CLASSES);
    }

    @Test
    void studyKnowsNeitherClustersNorTheCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("org.imprint.study..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.imprint.cluster..", "io.fabric8..", "org.imprint.app..", "picocli..")
                .check(CLASSES);
    }

    @Test
    void serveKnowsNeitherSweepsNorTheCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("org.imprint.serve..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.imprint.lab..",
                        "org.imprint.study..",
                        "org.imprint.cluster..",
                        "org.imprint.app..",
                        "picocli..")
                .check(CLASSES);
    }

    @Test
    void nothingButServeKnowsHttpServers() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.imprint.serve..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("io.javalin..", "org.eclipse.jetty..", "io.micrometer..")
                .check(CLASSES);
    }

    @Test
    void clusterDoesNotKnowTheCommandLine() {
        noClasses()
                .that()
                .resideInAPackage("org.imprint.cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.imprint.study..", "org.imprint.app..", "picocli..")
                .check(CLASSES);
    }

    @Test
    void onlyClusterSpeaksToKubernetes() {
        noClasses()
                .that()
                .resideOutsideOfPackage("org.imprint.cluster..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.fabric8..")
                .check(CLASSES);
    }

    @Test
    void coreReadsNoFilesStartsNoThreadsAndAsksNoClock() {
        noClasses()
                .that()
                .resideInAPackage("org.imprint.core..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.io..", "java.nio..", "java.time..", "java.net..")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callConstructor(Thread.class, Runnable.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(java.util.Random.class)
                .check(CLASSES);
    }

    @Test
    void nothingButAppAndBenchPrints() {
        noClasses()
                .that()
                .resideOutsideOfPackages("org.imprint.app..", "org.imprint.bench..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    @Test
    void whatAUserCanMendHasOneRoot() {
        classes()
                .that()
                .areAssignableTo(Exception.class)
                .and()
                .arePublic()
                .and()
                .resideOutsideOfPackage("org.imprint.app..")
                .should()
                .beAssignableTo(ImprintException.class)
                .check(CLASSES);
    }

    @Test
    void noExceptionIsOfNobody() {
        noClasses()
                .that()
                .doNotBelongToAnyOf(ImprintException.class)
                .should()
                .callConstructorWhere(target(owner(equivalentTo(IllegalArgumentException.class)
                        .or(equivalentTo(NumberFormatException.class))
                        .or(equivalentTo(RuntimeException.class)))))
                .because("ImprintException is what a user can mend, and an IllegalStateException a fault of ours")
                .check(CLASSES);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.imprint.(*).(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void noCommandKnowsTheCommandLineThatListsIt() {
        noClasses()
                .that()
                .resideInAPackage("org.imprint.app.(*)..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("org.imprint.app")
                .check(CLASSES);
    }

    @Test
    void noPackageOfCoreVisionOrLabDependsOnOneThatDependsOnIt() {
        slices().matching("org.imprint.core.(**)").should().beFreeOfCycles().check(CLASSES);
        slices().matching("org.imprint.vision.(**)").should().beFreeOfCycles().check(CLASSES);
        slices().matching("org.imprint.lab.(**)").should().beFreeOfCycles().check(CLASSES);
    }
}
