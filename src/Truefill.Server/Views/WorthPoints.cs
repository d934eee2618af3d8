using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Truefill.Domain.Positions;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;

namespace Truefill.Server.Views;

/// <summary>What accounts were worth at a moment of the past, or are now.</summary>
internal static class WorthPoints
{
    /// <summary>The kept samples and then the books as they are, oldest first.</summary>
    public static IEnumerable<WorthSample> All(Replica replica)
    {
        ToldCash told = new(replica.Books, Kept(replica));
        return Kept(replica).Select(told.Of);
    }

    private static IEnumerable<WorthSample> Kept(Replica replica)
    {
        foreach (WorthSample sample in replica.Worth.Samples)
            if (sample.At < replica.At) yield return sample;
        if (!replica.At.IsNone) yield return new WorthSample(replica.At, AccountWorth.All(replica.Books));
    }

    /// <summary>Of each stretch of time the last one.</summary>
    /// <param name="width">Nanoseconds.</param>
    public static IEnumerable<WorthSample> Every(long width, IEnumerable<WorthSample> samples)
    {
        WorthSample? last = null;
        foreach (WorthSample sample in samples)
        {
            if (last is not null && WorthHistory.StretchOf(last.At, width) != WorthHistory.StretchOf(sample.At, width))
                yield return last;
            last = sample;
        }

        if (last is not null) yield return last;
    }

    public static void Write(Utf8JsonWriter json, Replica replica, UtcNanos at, in AccountWorth worth)
    {
        json.WriteStartObject();
        json.Time("time", at);
        json.WriteString("account", replica.Books.Names.Of(worth.Account));
        json.Code("currency", worth.Currency);
        json.Number("realized_pnl", worth.Realized);
        json.Number("unrealized_pnl", worth.Unrealized);
        json.Number("fees", worth.Fees);
        json.Number("total_pnl", worth.Total);
        json.Number("cash", worth.Cash);
        json.Number("equity", worth.Equity);
        json.Number("gross", worth.Gross);
        json.Number("net", worth.Net);
        json.WriteEndObject();
    }
}
