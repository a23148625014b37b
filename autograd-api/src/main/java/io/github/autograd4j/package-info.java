/** What users import: tensors, shapes, dtypes, devices, scopes and differentiation. */
package io.github.autograd4j;
