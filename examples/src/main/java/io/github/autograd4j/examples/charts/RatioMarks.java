package io.github.autograd4j.examples.charts;

import java.awt.Color;
import java.awt.Font;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler;

/** Ratios on a logarithmic scale: marks for each group. */
final class RatioMarks {
    private final String title;
    private final Map<String, Map<String, Double>> ratios = new LinkedHashMap<>();
    private final List<String> groups;

    RatioMarks(String title, Map<String, Map<String, Double>> ratios) {
        this.title = title;
        this.ratios.putAll(ratios);
        Set<String> names = new LinkedHashSet<>();
        ratios.values().forEach(one -> names.addAll(one.keySet()));
        this.groups = new ArrayList<>(names);
        if (groups.isEmpty()) {
            throw new IllegalArgumentException("ratios: there is none");
        }
    }

    BufferedImage draw() {
        CategoryChart chart = new CategoryChartBuilder()
                .width(900)
                .height(560)
                .title(title)
                .yAxisTitle("ratio")
                .build();
        CategoryStyler style = chart.getStyler();
        style.setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
        style.setYAxisLogarithmic(true);
        style.setXAxisLabelRotation(90);
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotGridLinesColor(LineStyle.GRID);
        style.setChartFontColor(LineStyle.TEXT);
        style.setChartTitleFont(LineStyle.font(Font.BOLD, 18));
        style.setAxisTickLabelsFont(LineStyle.font(Font.PLAIN, 12));
        style.setChartTitleBoxVisible(false);
        style.setLegendPosition(Styler.LegendPosition.OutsideS);
        style.setLegendLayout(Styler.LegendLayout.Horizontal);
        ratios.forEach((name, values) -> chart.addSeries(
                name,
                groups,
                groups.stream()
                        .map(group -> values.getOrDefault(group, Double.NaN))
                        .toList()));
        return BitmapEncoder.getBufferedImage(chart);
    }
}
