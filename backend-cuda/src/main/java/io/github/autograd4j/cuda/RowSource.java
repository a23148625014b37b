package io.github.autograd4j.cuda;

import io.github.autograd4j.DType;
import io.github.autograd4j.cuda.kernel.CTypes;

/**
 * What distinguishes the source of a kernel that works on rows, and the source.
 *
 * @param file where the kernel is
 * @param type the type of the elements
 * @param team see {@link RowTeam}
 * @param room for how many axes
 * @param operands how many the layout has
 * @param option a line in front, possibly empty
 */
record RowSource(String file, DType type, int team, int room, int operands, String option) {
    String text() {
        SourceText text = new SourceText()
                .file("scalar.cuh")
                .file("combine.cuh")
                .file("fault.cuh")
                .layout(true, room, operands)
                .type("T", CTypes.storage(type))
                .type("Value", CTypes.compute(type))
                .define("TEAM", team)
                .line(option);
        return (team == 1 ? text : text.file("warp.cuh"))
                .file("rows.cuh")
                .file("softmax.cuh")
                .file(file)
                .toString();
    }
}
