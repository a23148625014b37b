package io.github.autograd4j.spi;

/** What happens to the element that a scattered one meets. */
public enum ScatterMode {
    /** It is replaced; of several that meet the same one, any may win. */
    SET,
    /** They are added up, in the order of the source unless the device says otherwise. */
    ADD
}
