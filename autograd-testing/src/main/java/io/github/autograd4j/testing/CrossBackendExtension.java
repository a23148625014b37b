package io.github.autograd4j.testing;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.Extension;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContext;
import org.junit.jupiter.api.extension.TestTemplateInvocationContextProvider;
import org.junit.platform.commons.support.AnnotationSupport;

/** Makes the runs of a {@link CrossBackend} test. */
final class CrossBackendExtension implements TestTemplateInvocationContextProvider {
    /** For JUnit. */
    CrossBackendExtension() {}

    @Override
    public boolean supportsTestTemplate(ExtensionContext context) {
        return AnnotationSupport.isAnnotated(context.getElement(), CrossBackend.class);
    }

    @Override
    public Stream<TestTemplateInvocationContext> provideTestTemplateInvocationContexts(ExtensionContext context) {
        CrossBackend settings = AnnotationSupport.findAnnotation(context.getElement(), CrossBackend.class)
                .orElseThrow();
        DeviceChoice choice = DeviceChoice.of(settings.devices());
        if (choice.available().size() < 2) {
            context.publishReportEntry("crossBackend", "nothing is compared: the only device is " + choice.available());
        }
        CrossRun run = new CrossRun(settings.relative(), settings.absolute());
        Stream<Run> runs =
                choice.available().stream().map(device -> new Run(device.toString(), new CrossBackendRun(device, run)));
        Stream<Run> others = choice.missing().entrySet().stream()
                .map(e -> new Run(e.getKey() + " unavailable", new MissingDevice(e.getKey(), e.getValue())));
        return Stream.concat(runs, others);
    }

    private record Run(String name, Extension extension) implements TestTemplateInvocationContext {
        @Override
        public String getDisplayName(int invocationIndex) {
            return name;
        }

        @Override
        public List<Extension> getAdditionalExtensions() {
            return List.of(extension);
        }
    }
}
