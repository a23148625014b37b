package io.github.autograd4j.viz;

/**
 * The colours of a kind of node.
 *
 * @param fill of its area
 * @param line of its border
 */
record Palette(String fill, String line) {
    static final String TEXT = "#1f2933";
    static final String GRADIENT = "#b4461a";
    static final String EDGE = "#7b8794";

    private static final Palette PARAMETER = new Palette("#e3f0fd", "#2b6cb0");
    private static final Palette CONSTANT = new Palette("#f1f3f5", "#98a2ad");
    private static final Palette RESULT = new Palette("#ffffff", "#52606d");
    private static final Palette OUTPUT = new Palette("#e6f6ec", "#2f855a");

    static Palette of(TraceNode.Kind kind) {
        return switch (kind) {
            case PARAMETER -> PARAMETER;
            case CONSTANT -> CONSTANT;
            case RESULT -> RESULT;
            case OUTPUT -> OUTPUT;
        };
    }
}
