using System;
using System.Globalization;
using System.Text;

namespace Truefill.Server.Metrics;

internal enum MetricKind
{
    Gauge,
    Counter,
    Histogram,
}

/// <summary>
/// Writes metrics as Prometheus text 0.0.4 or OpenMetrics 1.0. Families come whole and once each; a counter is named
/// without <c>_total</c>, which its samples get.
/// </summary>
internal sealed class MetricText(bool isOpenMetrics)
{
    public const string PrometheusType = "text/plain; version=0.0.4; charset=utf-8";
    public const string OpenMetricsType = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private readonly StringBuilder text = new(16384);
    private string name = "";
    private MetricKind kind;

    public string ContentType => isOpenMetrics ? OpenMetricsType : PrometheusType;

    public void Family(string family, MetricKind familyKind, string help)
    {
        name = family;
        kind = familyKind;
        string shown = kind == MetricKind.Counter && !isOpenMetrics ? family + "_total" : family;
        text.Append("# HELP ").Append(shown).Append(' ');
        Escape(help, quotes: isOpenMetrics);
        text.Append("\n# TYPE ").Append(shown).Append(' ').Append(kind switch
        {
            MetricKind.Gauge => "gauge",
            MetricKind.Counter => "counter",
            MetricKind.Histogram => "histogram",
        }).Append('\n');
    }

    public void Sample(double value, params ReadOnlySpan<(string Name, string Value)> labels) =>
        Line(kind == MetricKind.Counter ? "_total" : "", value, labels);

    public void Amount(decimal value, params ReadOnlySpan<(string Name, string Value)> labels) =>
        Line("", (double)value, labels);

    public void Histogram(HistogramCells cells, params ReadOnlySpan<(string Name, string Value)> labels)
    {
        (long[] cumulative, double sum) = cells.Read();
        (string, string)[] bucket = [.. labels, ("le", "")];
        for (int i = 0; i < cumulative.Length; i++)
        {
            bucket[^1] = ("le", i < HistogramCells.Seconds.Length ? Number(HistogramCells.Seconds[i]) : "+Inf");
            Line("_bucket", cumulative[i], bucket);
        }

        Line("_sum", sum, labels);
        Line("_count", cumulative[^1], labels);
    }

    public byte[] Finish()
    {
        if (isOpenMetrics) text.Append("# EOF\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Number(double value) => value switch
    {
        double.PositiveInfinity => "+Inf",
        double.NegativeInfinity => "-Inf",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    private void Line(string suffix, double value, ReadOnlySpan<(string Name, string Value)> labels)
    {
        text.Append(name).Append(suffix);
        for (int i = 0; i < labels.Length; i++)
        {
            text.Append(i == 0 ? '{' : ',').Append(labels[i].Name).Append("=\"");
            Escape(labels[i].Value, quotes: true);
            text.Append('"');
        }

        if (labels.Length > 0) text.Append('}');
        text.Append(' ').Append(Number(value)).Append('\n');
    }

    private void Escape(string raw, bool quotes)
    {
        foreach (char c in raw)
        {
            switch (c)
            {
                case '\\': text.Append("\\\\"); break;
                case '\n': text.Append("\\n"); break;
                case '"' when quotes: text.Append("\\\""); break;
                default: text.Append(c); break;
            }
        }
    }
}
