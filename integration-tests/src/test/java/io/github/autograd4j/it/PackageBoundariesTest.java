package io.github.autograd4j.it;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Who may name whom. */
@AnalyzeClasses(packages = "io.github.autograd4j", importOptions = PackageBoundariesTest.WithoutTests.class)
class PackageBoundariesTest {
    /** ArchUnit's own option does not know where fast builds put tests. */
    static final class WithoutTests implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/test-classes/");
        }
    }

    private static final String ROOT = "io.github.autograd4j";

    @ArchTest
    static final ArchRule backendsSeeOnlyTheSpiAndTheVocabulary = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".cpu..", ROOT + ".cuda..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    ROOT + ".autodiff..", ROOT + ".internal..", ROOT + ".nn..", ROOT + ".optim..", ROOT + ".data..");

    @ArchTest
    static final ArchRule nothingNamesTheVectorKernels = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + ".cpu.simd..", ROOT + ".benchmarks.simd..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".cpu.simd..", ROOT + ".benchmarks.simd..", "jdk.incubator..");

    @ArchTest
    static final ArchRule onlyTheDriverLayerNamesJCuda = noClasses()
            .that()
            .resideOutsideOfPackage(ROOT + ".cuda.driver..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("jcuda..");

    @ArchTest
    static final ArchRule theSpiKnowsNoGraphs = noClasses()
            .that()
            .resideInAPackage(ROOT + ".spi..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".autodiff..", ROOT + ".internal..", ROOT + ".nn..", ROOT + ".optim..");

    @ArchTest
    static final ArchRule differentiationKnowsNoLayers = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".autodiff..", ROOT + ".op..", ROOT + ".internal..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".nn..", ROOT + ".optim..", ROOT + ".data..", ROOT + ".io..", ROOT + ".viz..");

    @ArchTest
    static final ArchRule theApiKnowsNoBackend = noClasses()
            .that()
            .resideInAnyPackage(
                    ROOT,
                    ROOT + ".op..",
                    ROOT + ".spi..",
                    ROOT + ".autodiff..",
                    ROOT + ".internal..",
                    ROOT + ".nn..",
                    ROOT + ".optim..",
                    ROOT + ".data..",
                    ROOT + ".io..",
                    ROOT + ".viz..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".cpu..", ROOT + ".cuda..", ROOT + ".testing..");

    @ArchTest
    static final ArchRule internalsAreNotForUsers = noClasses()
            .that()
            .resideInAnyPackage(ROOT + ".examples..", ROOT + ".testing..", ROOT + ".benchmarks..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(ROOT + ".autodiff..", ROOT + ".internal..");
}
