using System.Collections.Generic;
using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Positions;
using Truefill.Domain.State;
using Truefill.Domain.Time;

namespace Truefill.Engine.Reading;

/// <summary>
/// What accounts were worth over time: once for each minute in which something came in, as it stood at that minute's
/// end. Made by replay alone, so a restart finds the same. Between two samples the older one holds. A minute in which
/// nothing changed leaves none; old ones thin out to five minutes, hours and days.
/// </summary>
public sealed class WorthHistory(Books books)
{
    private const long Minute = 60 * UtcNanos.PerSecond;
    private const long Day = 24 * 60 * Minute;

    // From which age on which resolution is kept, both in nanoseconds; each divides the next.
    private static readonly (long Age, long Width)[] Kept =
        [(400 * Day, Day), (35 * Day, 60 * Minute), (7 * Day, 5 * Minute)];

    private readonly List<WorthSample> samples = [];
    private long minute;
    private long thinnedOn;
    private UtcNanos began;

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<WorthSample> Samples => samples;

    /// <summary>When the first input came; none before any.</summary>
    public UtcNanos Began => began;

    /// <summary>To be called before an input's facts: the books are then as the inputs before it left them.</summary>
    internal void OnInput(UtcNanos at)
    {
        if (minute == 0) began = at;
        long now = at.Value / Minute;
        if (now <= minute) return;
        if (minute != 0) Take(new UtcNanos((minute + 1) * Minute));
        minute = now;
    }

    internal void Save(IStateWriter writer)
    {
        writer.Signed(minute);
        writer.Signed(thinnedOn);
        writer.Write(began);
        writer.Unsigned((ulong)samples.Count);
        foreach (WorthSample sample in samples) sample.Save(writer);
    }

    internal void Load(IStateReader reader)
    {
        minute = reader.Signed();
        thinnedOn = reader.Signed();
        began = reader.ReadTime();
        samples.Clear();
        for (int count = reader.ReadInt(); count > 0; count--) samples.Add(WorthSample.Load(reader));
    }

    private void Take(UtcNanos at)
    {
        IReadOnlyList<AccountWorth> rows = AccountWorth.All(books);
        if (samples.Count == 0 ? rows.Count == 0 : rows.SequenceEqual(samples[^1].Rows)) return;
        samples.Add(new WorthSample(at, rows));
        long day = at.Value / Day;
        if (day == thinnedOn) return;
        thinnedOn = day;
        Thin(at.Value);
    }

    // Of each stretch the last sample stays: it is what the stretch ended with.
    private void Thin(long now)
    {
        int kept = 0;
        for (int i = 0; i < samples.Count; i++)
        {
            long width = WidthAt(now - samples[i].At.Value);
            bool isLast = i + 1 == samples.Count
                || StretchOf(samples[i].At, width) != StretchOf(samples[i + 1].At, width);
            if (isLast) samples[kept++] = samples[i];
        }

        samples.RemoveRange(kept, samples.Count - kept);
    }

    private static long WidthAt(long age)
    {
        foreach ((long from, long width) in Kept)
            if (age > from) return width;
        return Minute;
    }

    /// <summary>Which stretch of a width a time ends or lies in; a time on a boundary ends the one before.</summary>
    public static long StretchOf(UtcNanos at, long width) => (at.Value + width - 1) / width;
}
