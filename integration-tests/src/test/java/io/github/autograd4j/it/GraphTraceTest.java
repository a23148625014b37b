package io.github.autograd4j.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.autograd4j.Autograd;
import io.github.autograd4j.Scope;
import io.github.autograd4j.Tensor;
import io.github.autograd4j.viz.GraphTrace;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

/** Pictures of graphs show what was computed, and watching changes nothing. */
class GraphTraceTest {
    private static Tensor leaf(float value) {
        return Tensor.scalar(value).requiresGrad(true);
    }

    private static GraphTrace traceOfTwoLeaves() {
        try (GraphTrace trace = GraphTrace.record()) {
            Tensor a = trace.name("a", leaf(2));
            Tensor b = trace.name("b", leaf(1));
            trace.name("out", a.add(b).mul(b.add(1))).backward();
            return trace;
        }
    }

    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void showsValuesAndGradientsOfEveryNode() {
        assertThat(traceOfTwoLeaves().toDot())
                .startsWith("digraph {")
                .contains("[label=\"a\\n2.\\l∂ 2.\\l\"")
                .contains("[label=\"b\\n1.\\l∂ 5.\\l\"")
                .contains("[label=\"add\\n3.\\l∂ 2.\\l\"")
                .contains("[label=\"add(1)\\n2.\\l∂ 3.\\l\"")
                .contains("[label=\"out = mul\\n6.\\l∂ 1.\\l\"")
                .contains("n0 -> n2", "n1 -> n2", "n1 -> n3", "n2 -> n4", "n3 -> n4");
    }

    @Test
    void drawsMermaidAndSvg() throws Exception {
        GraphTrace trace = traceOfTwoLeaves();
        assertThat(trace.toMermaid())
                .startsWith("graph LR\n")
                .contains("n1(\"<b>b</b><br/>1.<br/>∂#160;5.\"):::parameter")
                .contains("n2 --> n4");
        Document svg = parse(trace.toSvg());
        assertThat(svg.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(5 + 1); // and the background
        assertThat(svg.getElementsByTagName("path").getLength()).isEqualTo(5 + 1); // and the arrow head
    }

    @Test
    void seesGradientsThatTouchNoLeaf() {
        Tensor x = leaf(3);
        try (GraphTrace trace = GraphTrace.record()) {
            trace.name("x", x);
            Autograd.grad(x.square(), x);
            assertThat(trace.toDot()).contains("[label=\"x\\n3.\\l∂ 6.\\l\"");
        }
        assertThat(x.grad()).isNull();
    }

    @Test
    void addsUpTheGradientsOfSeveralPasses() {
        try (GraphTrace trace = GraphTrace.record()) {
            Tensor x = trace.name("x", leaf(3));
            x.square().backward();
            x.mul(2).backward();
            assertThat(trace.toDot()).contains("[label=\"x\\n3.\\l∂ 8.\\l\"");
        }
    }

    @Test
    void escapesWhatTheFormatsWouldTakeForMarkup() throws Exception {
        try (GraphTrace trace = GraphTrace.record()) {
            trace.name("<\"a\\b\" & c>", leaf(1)).exp();
            assertThat(trace.toDot()).contains("<\\\"a\\\\b\\\" & c>");
            assertThat(trace.toMermaid()).contains("#60;#34;a\\b#34;#160;#38;#160;c#62;");
            assertThat(parse(trace.toSvg()).getElementsByTagName("text").item(0).getTextContent())
                    .isNotEmpty();
        }
    }

    @Test
    void describesWhatIsTooLargeAndLeavesOutWhatHasNoGradients() {
        try (GraphTrace trace = GraphTrace.record()) {
            Tensor big = trace.name("big", Tensor.ones(100, 100).requiresGrad(true));
            Tensor constant = trace.name("constant", Tensor.of(1f, 2f));
            constant.exp();
            big.mul(2);
            assertThat(trace.toDot())
                    .contains("[label=\"big\\nfloat32[100, 100]\\lall 1\\l\"")
                    .doesNotContain("constant");
        }
    }

    @Test
    void leavesNothingInTheScopeAndStopsWhenClosed() {
        Tensor x = leaf(2);
        GraphTrace trace = GraphTrace.record();
        try (Scope scope = Scope.open()) {
            x.exp();
            assertThat(scope.size()).isEqualTo(1);
        }
        trace.close();
        String before = trace.toDot();
        x.square().backward();
        assertThat(trace.toDot()).isEqualTo(before);
    }

    @Test
    void drawsLongEdgesAndManyInputs() throws Exception {
        try (GraphTrace trace = GraphTrace.record()) {
            Tensor x = trace.name("x", leaf(1));
            Tensor y = x;
            for (int i = 0; i < 30; i++) {
                y = y.add(x).mul(x);
            }
            Tensor.stack(0, x, y, y.exp(), y.neg()).sum().backward();
            assertThat(parse(trace.toSvg()).getElementsByTagName("rect").getLength())
                    .isGreaterThan(60);
        }
    }
}
