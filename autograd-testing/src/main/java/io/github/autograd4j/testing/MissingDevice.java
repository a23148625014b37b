package io.github.autograd4j.testing;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A run that cannot be, skipped or failed.
 *
 * @param name the device, or kind of device
 * @param reason why it is not available
 */
record MissingDevice(String name, String reason) implements ExecutionCondition, BeforeEachCallback {
    private String text() {
        return name + " unavailable: " + reason;
    }

    @Override
    public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
        return DeviceChoice.isRequired(name)
                ? ConditionEvaluationResult.enabled("required by autograd.require")
                : ConditionEvaluationResult.disabled(text());
    }

    @Override
    public void beforeEach(ExtensionContext context) {
        throw new AssertionError("crossBackend: required by autograd.require, but " + text());
    }
}
