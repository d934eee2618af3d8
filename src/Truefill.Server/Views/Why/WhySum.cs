using System;
using System.Buffers;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Truefill.Domain.Names;
using Truefill.Domain.Positions;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;

namespace Truefill.Server.Views.Why;

/// <summary>
/// The answer to what a figure of several positions, or a break, is made of: its parts as of one sequence, and where
/// the journal has their causes.
/// </summary>
/// <param name="Kind">pnl, exposure or break.</param>
/// <param name="Parts">Members of a JSON object, written while the books were held.</param>
/// <param name="Seqs">Ascending; the newest, where there are very many.</param>
/// <param name="Omitted">How many older sequences there are.</param>
/// <param name="Break">The break that is asked about; 0: none.</param>
public sealed record WhySum(
    string Kind, JsonDocument Parts, IReadOnlyList<ulong> Seqs, int Omitted, ulong DurableSeq, int Break)
{
    /// <summary>More facts than this are not followed; each position has an answer of its own.</summary>
    public const int CausesMost = 5000;

    public static WhySum Pnl(Replica replica, WhyScope scope, UtcNanos now) => Of(
        replica, "pnl", new WhyPnl(replica, scope, now).Write, scope.Positions(replica.Books), []);

    public static WhySum Exposure(Replica replica, WhyScope scope, UtcNanos now) => Of(
        replica, "exposure", new WhyExposure(replica, scope, now).Write,
        scope.Positions(replica.Books).Where(static position => !position.IsFlat), []);

    public static WhySum Difference(Replica replica, PositionBreak found)
    {
        WhyBreak why = new(replica, found);
        OrderHandle order = found.Latest.Order.Order;
        List<ulong> own = [.. replica.Index.OfBreak(found.Latest.Id)];
        if (!order.IsNone) own.AddRange(replica.Index.Of(order));

        // What an order can still do is of no position.
        IEnumerable<Position> positions = found.Latest.Order.IsNone ? why.Positions : [];
        return Of(replica, "break", why.Write, positions, own) with { Break = found.Latest.Id };
    }

    /// <summary>A fact about breaks that is about another one is no cause.</summary>
    internal bool Concerns(JsonElement fact) =>
        Break == 0
        || fact.GetProperty("type").GetString() switch
        {
            "break_opened" or "break_changed" => fact.GetProperty("id").GetInt32() == Break,
            "provisional_booked" or "provisional_replaced" => fact.GetProperty("break").GetInt32() == Break,
            _ => true,
        };

    private static WhySum Of(
        Replica replica, string kind, Action<Utf8JsonWriter> write, IEnumerable<Position> positions,
        IReadOnlyList<ulong> more)
    {
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        SortedSet<ulong> seqs = [.. more];
        foreach (Position position in positions) seqs.UnionWith(WhySubject.Of(replica, position).Seqs);
        int omitted = Math.Max(0, seqs.Count - CausesMost);
        return new WhySum(
            kind, JsonDocument.Parse(buffer.WrittenMemory.ToArray()), [.. seqs.Skip(omitted)], omitted, replica.Seq, 0);
    }
}
