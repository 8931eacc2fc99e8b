package org.imprint.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SourceTest {

    /** Simple names, so that a root joins when it comes into being. */
    private static final Set<String> ROOTS = Set.of("ProxyGenerator", "Normalization", "Presampling", "Aggregation");

    static Stream<Class<?>> methods() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("org.imprint.core").stream()
                        .filter(JavaClass::isRecord)
                        .filter(c -> !c.getSimpleName().startsWith("Missing"))
                        .filter(c -> c.getAllRawInterfaces().stream()
                                .map(JavaClass::getSimpleName)
                                .anyMatch(ROOTS::contains))
                        .<Class<?>>map(JavaClass::reflect)
                        .sorted((a, b) -> a.getName().compareTo(b.getName()));
    }

    @ParameterizedTest
    @MethodSource("methods")
    void everyMethodNamesItsPaperAndItsOracle(Class<?> method) {
        Source source = method.getAnnotation(Source.class);
        assertThat(source).as("@Source of " + method.getSimpleName()).isNotNull();
        assertThat(source.paper()).matches(".*\\b(19|20)\\d\\d\\b.*");
        assertThat(source.oracle()).isNotBlank();
        assertThat(URI.create(source.url()).getScheme()).isEqualTo("https");
    }

    @Test
    void methodsAreFoundAtAll() {
        assertThat(methods().map(Class::getSimpleName).toList())
                .containsAll(List.of("MeanGenerator", "FarthestPointGenerator", "L2Norm", "KeepAll"));
    }
}
