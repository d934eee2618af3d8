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

    // By the hash of their labels, because a measurement is taken with every request and must not make a text first.
    private readonly ConcurrentDictionary<int, Series[]> series = new();
    private readonly Lock adding = new();
    private int count;

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
        Series? one = Find(labels) ?? Add(labels);
        one?.Record(value, isDelta);
    }

    public void Write(MetricText text)
    {
        text.Family(Name, kind, help);
        foreach (Series one in series.Values.SelectMany(same => same).OrderBy(one => one.Key, StringComparer.Ordinal))
            one.Write(text);
    }

    private Series? Find(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (!series.TryGetValue(HashOf(labels), out Series[]? same)) return null;
        foreach (Series one in same)
            if (one.Has(labels)) return one;
        return null;
    }

    // Null when there are too many series already.
    private Series? Add(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        lock (adding)
        {
            if (Find(labels) is { } known) return known;
            if (count >= SeriesMax) return null;
            count++;
            Series one = new(labels.ToArray(), kind == MetricKind.Histogram ? new HistogramCells() : null);
            series.AddOrUpdate(HashOf(labels), [one], (_, same) => [.. same, one]);
            return one;
        }
    }

    private static int HashOf(ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        HashCode hash = default;
        foreach (KeyValuePair<string, object?> label in labels)
        {
            hash.Add(label.Key);
            hash.Add(label.Value);
        }

        return hash.ToHashCode();
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

    private sealed class Series(KeyValuePair<string, object?>[] labels, HistogramCells? cells)
    {
        private readonly (string Name, string Value)[] texts =
            [.. labels.Select(label => (LabelOf(label.Key), Text(label.Value)))];

        private readonly Lock guard = new();
        private double value;

        /// <summary>What series are sorted by.</summary>
        public string Key => string.Join('\u0002', texts.Select(text => text.Name + "\u0001" + text.Value));

        public bool Has(ReadOnlySpan<KeyValuePair<string, object?>> others)
        {
            if (others.Length != labels.Length) return false;
            for (int i = 0; i < others.Length; i++)
                if (others[i].Key != labels[i].Key || !Equals(others[i].Value, labels[i].Value)) return false;
            return true;
        }

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
            if (cells is not null) text.Histogram(cells, texts);
            else lock (guard) text.Sample(value, texts);
        }
    }
}
