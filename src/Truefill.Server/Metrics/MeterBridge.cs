using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.Metrics;
using System.Linq;

namespace Truefill.Server.Metrics;

/// <summary>
/// Our own meters, the runtime's and ASP.NET's, kept as series that can be written at any time. The number of series
/// per instrument is bounded: labels that a client can choose must not fill the memory.
/// </summary>
internal sealed class MeterBridge : IDisposable
{
    private static readonly string[] Meters =
        [ServiceMeters.Name, "System.Runtime", "Microsoft.AspNetCore.Hosting", "Microsoft.AspNetCore.Server.Kestrel"];

    private readonly ConcurrentDictionary<Instrument, MeterFamily> families = new();
    private readonly MeterListener listener;

    public MeterBridge()
    {
        listener = new MeterListener { InstrumentPublished = OnPublished };
        listener.SetMeasurementEventCallback<byte>((at, value, labels, _) => Record(at, value, labels));
        listener.SetMeasurementEventCallback<int>((at, value, labels, _) => Record(at, value, labels));
        listener.SetMeasurementEventCallback<long>((at, value, labels, _) => Record(at, value, labels));
        listener.SetMeasurementEventCallback<float>((at, value, labels, _) => Record(at, value, labels));
        listener.SetMeasurementEventCallback<double>((at, value, labels, _) => Record(at, value, labels));
        listener.Start();
    }

    public void Write(MetricText text)
    {
        listener.RecordObservableInstruments();
        HashSet<string> written = new(StringComparer.Ordinal);
        foreach (MeterFamily family in families.Values.OrderBy(family => family.Name, StringComparer.Ordinal))
            if (!family.IsEmpty && written.Add(family.Name)) family.Write(text);
    }

    public void Dispose() => listener.Dispose();

    private void OnPublished(Instrument instrument, MeterListener to)
    {
        if (!Meters.Contains(instrument.Meter.Name, StringComparer.Ordinal)) return;
        families.TryAdd(instrument, new MeterFamily(instrument));
        to.EnableMeasurementEvents(instrument);
    }

    private void Record(Instrument instrument, double value, ReadOnlySpan<KeyValuePair<string, object?>> labels)
    {
        if (families.TryGetValue(instrument, out MeterFamily? family)) family.Record(value, labels);
    }
}
