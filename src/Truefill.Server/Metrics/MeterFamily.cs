using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;

namespace Truefill.Server.Metrics;

/// <summary>One instrument under the name that Prometheus' conventions give it, with its series.</summary>
internal sealed class MeterFamily
{
    private const int SeriesMax = 500;

    private readonly string help;
    private readonly MetricKind kind;
    private readonly bool isDelta;
    private readonly ConcurrentDictionary<string, Series> series = new(StringComparer.Ordinal);

    public MeterFamily(Instrument instrument)
    {
        string type = instrument.GetType().Name;
        isDelta = type.StartsWith("Counter", StringComparison.Ordinal)
            || type.StartsWith("UpDownCounter", StringComparison.Ordinal);
        bool isCounter = type.Contains("Counter", StringComparison.Ordinal)
            && !type.Contains("UpDown", StringComparison.Ordinal);
        kind = type.StartsWith("Histogram", StringComparison.Ordinal) ? MetricKind.Histogram
            : isCounter ? MetricKind.Counter : MetricKind.Gauge;
        Name = NameOf(instrument, kind);
        help = instrument.Description is { Length: > 0 } text ? text : instrument.Name;
    }

    public string Name { get; }

    public bool IsEmpty => series.IsEmpty;

    public void Record(double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        string key = KeyOf(labels);
        if (!series.TryGetValue(key, out Series? one))
        {
            if (series.Count >= SeriesMax) return;
            (string, string)[] own = [.. labels.ToArray().Select(label => (LabelOf(label.Key), Text(label.Value)))];
            one = series.GetOrAdd(key, new Series(own, kind == MetricKind.Histogram ? new HistogramCells() : null));
        }

        one.Record(value, isDelta);
    }

    public void Write(MetricText text)
    {
        text.Family(Name, kind, help);
        foreach ((_, Series one) in series.OrderBy(pair => pair.Key, StringComparer.Ordinal)) one.Write(text);
    }

    private static string NameOf(Instrument instrument, MetricKind kind)
    {
        StringBuilder name = new(instrument.Name.Length + 16);
        foreach (char c in instrument.Name) name.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        string text = name.ToString();

        // The conventions keep _count for histograms and _total for counters.
        if (kind != MetricKind.Histogram && text.EndsWith("_count", StringComparison.Ordinal)) text = text[..^6];
        if (text.EndsWith("_total", StringComparison.Ordinal)) text = text[..^6];
        string unit = instrument.Unit switch
        {
            "s" => "_seconds",
            "By" => "_bytes",
            _ => "",
        };
        return text.EndsWith(unit, StringComparison.Ordinal) ? text : text + unit;
    }

    private static string LabelOf(string name)
    {
        StringBuilder label = new(name.Length);
        foreach (char c in name) label.Append(char.IsAsciiLetterOrDigit(c) ? c : '_');
        return label.ToString();
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";

    private static string KeyOf(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (labels.Length == 0) return "";
        StringBuilder key = new();
        foreach (KeyValuePair<string, object?> label in labels)
            key.Append(label.Key).Append('\u0001').Append(Text(label.Value)).Append('\u0002');
        return key.ToString();
    }

    private sealed class Series((string, string)[] labels, HistogramCells? cells)
    {
        private readonly Lock guard = new();
        private double value;

        public void Record(double measured, bool isDelta)
        {
            if (cells is not null)
            {
                cells.Add(measured);
                return;
            }

            lock (guard) value = isDelta ? value + measured : measured;
        }

        public void Write(MetricText text)
        {
            if (cells is not null) text.Histogram(cells, labels);
            else lock (guard) text.Sample(value, labels);
        }
    }
}
