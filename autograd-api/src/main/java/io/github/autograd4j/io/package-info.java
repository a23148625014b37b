/**
 * File formats of tensors. What a file claims is checked before memory is allocated for it; malformed files are {@link
 * java.io.IOException}s that name the file and what is wrong with it. Files are replaced atomically: whoever opens one
 * sees the old contents or the new, even after a crash.
 */
package io.github.autograd4j.io;
