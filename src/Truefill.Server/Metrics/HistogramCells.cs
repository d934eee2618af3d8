using System.Threading;

namespace Truefill.Server.Metrics;

/// <summary>Counts per bucket, their sum and number. Thread-safe.</summary>
internal sealed class HistogramCells
{
    /// <summary>Upper bounds in seconds, from a tenth of a millisecond to ten seconds.</summary>
    public static readonly double[] Seconds =
        [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

    private readonly Lock guard = new();
    private readonly long[] counts = new long[Seconds.Length + 1];
    private double sum;

    public void Add(double value)
    {
        int bucket = 0;
        while (bucket < Seconds.Length && value > Seconds[bucket]) bucket++;
        lock (guard)
        {
            counts[bucket]++;
            sum += value;
        }
    }

    /// <summary>Cumulative counts per bound, the last one for all.</summary>
    public (long[] Cumulative, double Sum) Read()
    {
        lock (guard)
        {
            long[] cumulative = [.. counts];
            for (int i = 1; i < cumulative.Length; i++) cumulative[i] += cumulative[i - 1];
            return (cumulative, sum);
        }
    }
}
