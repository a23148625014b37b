package io.github.autograd4j.testing;

import io.github.autograd4j.Device;
import io.github.autograd4j.Restore;
import io.github.autograd4j.Scope;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The run of a test on one device. */
final class CrossBackendRun
        implements ParameterResolver, BeforeEachCallback, AfterTestExecutionCallback, AfterEachCallback {
    private final Device device;
    private final CrossRun run;
    private final CrossResults results = new CrossResults();
    private Restore before;
    private Scope scope;

    CrossBackendRun(Device device, CrossRun run) {
        this.device = device;
        this.run = run;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Device.class || type == CrossResults.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Device.class ? device : results;
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        before = device.use();
        scope = Scope.open();
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        if (context.getExecutionException().isPresent()) {
            run.failed(device);
        } else {
            run.done(device, results);
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        scope.close();
        before.close();
    }
}
