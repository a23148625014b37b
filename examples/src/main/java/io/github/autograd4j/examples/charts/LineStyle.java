package io.github.autograd4j.examples.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The common look of the line charts. */
final class LineStyle {
    static final Color TEXT = new Color(0x333333);
    static final Color GRID = new Color(0xE3E3E3);
    /** Okabe and Ito's colours, which colour-blind readers tell apart. */
    private static final Color[] COLOURS = {
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0x009E73),
        new Color(0xCC79A7),
        new Color(0xE69F00),
        new Color(0x56B4E9),
        new Color(0x000000)
    };

    private static final int MARKED = 40;
    private static final int EACH_LABELLED = 20;

    private LineStyle() {}

    static XYChart chart(String title, String xTitle, String yTitle) {
        XYChart chart = new XYChartBuilder()
                .width(900)
                .height(560)
                .title(title)
                .xAxisTitle(xTitle)
                .yAxisTitle(yTitle)
                .build();
        XYStyler style = chart.getStyler();
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotBorderColor(new Color(0xBBBBBB));
        style.setPlotGridLinesColor(GRID);
        style.setPlotGridLinesStroke(new BasicStroke(1));
        style.setChartFontColor(TEXT);
        style.setXAxisTickLabelsColor(TEXT);
        style.setYAxisTickLabelsColor(TEXT);
        style.setAxisTickMarksColor(TEXT);
        style.setChartTitleFont(font(Font.BOLD, 18));
        style.setAxisTitleFont(font(Font.PLAIN, 15));
        style.setAxisTickLabelsFont(font(Font.PLAIN, 13));
        style.setLegendFont(font(Font.PLAIN, 14));
        style.setChartTitleBoxVisible(false);
        style.setChartTitlePadding(12);
        style.setXAxisDecimalPattern("0");
        style.setChartPadding(14);
        style.setLegendPosition(Styler.LegendPosition.OutsideS);
        style.setLegendLayout(Styler.LegendLayout.Horizontal);
        style.setLegendBorderColor(Color.WHITE);
        return chart;
    }

    /** XChart labels every n-th of equally spaced values; an edge between two of them makes it take round numbers. */
    static void roundTicks(XYChart chart, double first, int count) {
        if (count > EACH_LABELLED) {
            chart.getStyler().setXAxisMin(first - .5);
        }
    }

    static Font font(int style, int size) {
        return new Font(Font.SANS_SERIF, style, size);
    }

    /** Adds a curve in the next colour; NaN is a gap. */
    static XYSeries add(XYChart chart, String name, double[] xs, double[] ys) {
        int index = chart.getSeriesMap().size();
        XYSeries series = chart.addSeries(name, xs, ys);
        series.setLineColor(COLOURS[index % COLOURS.length]);
        series.setMarkerColor(COLOURS[index % COLOURS.length]);
        series.setLineStyle(index < COLOURS.length ? SeriesLines.SOLID : SeriesLines.DASH_DASH);
        series.setLineWidth(2.2f);
        series.setMarker(xs.length <= MARKED ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        return series;
    }
}
