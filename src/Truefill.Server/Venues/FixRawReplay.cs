using System;
using System.Collections.Generic;
using System.Threading;
using Truefill.Domain.Names;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Server.Hosting;
using Truefill.Server.Http;
using Truefill.Venues;
using Truefill.Venues.Fix;
using Truefill.Venues.Fix.Trading;

namespace Truefill.Server.Venues;

/// <summary>Reads dead letters of venues that speak FIX, in the dialect of the session that each came from.</summary>
internal sealed class FixRawReplay(EngineHost host, VenueHub hub) : IRawReplay
{
    private readonly Lock guard = new();
    private readonly Dictionary<string, Readers> readers = new(StringComparer.Ordinal);

    public IReadOnlyList<Input>? Read(DeadLetterEntry letter, ReadOnlyMemory<byte> raw, bool mended)
    {
        string venue = InputSource.VenueOf(letter.Source);
        lock (guard)
        {
            return ReadersOf(venue) is { } of ? Inputs(of, venue, letter, raw, mended) : null;
        }
    }

    public int ScopeOf(string venue, UtcNanos at, ReadOnlySpan<byte> raw)
    {
        lock (guard) return ReadersOf(venue)?.Trading.ScopeOf(raw, at) ?? 0;
    }

    // A reader is not for several threads at once.
    private Readers? ReadersOf(string venue)
    {
        if (readers.TryGetValue(venue, out Readers? known)) return known;
        foreach (IVenue each in hub.Venues)
        {
            if (each.Id != venue) continue;
            Readers? made = each switch
            {
                FixVenue own => new(new FixKeptReader(own.Settings), null),
                FixDropCopyVenue both => new(
                    new FixKeptReader(both.Trading.Settings), new FixKeptReader(both.Copy.Settings, isCopy: true)),
                _ => null,
            };
            if (made is not null) readers.Add(venue, made);
            return made;
        }

        return null;
    }

    private List<Input> Inputs(
        Readers of, string venue, DeadLetterEntry letter, ReadOnlyMemory<byte> raw, bool mended)
    {
        // What is the copy's by its CompIDs stays what a copy says, however it is mended.
        FixKeptMessage? copied = of.Copy?.Read(raw, mended, letter.ReceivedAt);
        bool isCopy = copied is { IsOfSession: true };
        FixKeptMessage message = isCopy ? copied! : of.Trading.Read(raw, mended, letter.ReceivedAt);
        if (message.Reports.Count == 0) throw NotReplayable(message.MsgType, isCopy);
        VenueId handle = host.Read(replica =>
            replica.Books.Names.Venues.TryGet(venue, out int found) ? new VenueId(found) : default);
        List<Input> inputs = [];
        foreach (VenueReport report in message.Reports)
        {
            // It is received now; the report says when it was first.
            Input input = VenueInputs.Of(in report, venue, handle);
            input.ReceivedAt = default;
            inputs.Add(input);
        }

        return inputs;
    }

    private static ApiException NotReplayable(string type, bool isCopy)
    {
        bool isReport = type is "8" or "9";
        return ApiException.Refused(
            "not_replayable",
            isCopy && isReport
                ? "A drop copy says which trades, busts and corrections there were; what else it says of an order may "
                    + "be over, and is not put in. Close the dead letter."
                : $"MsgType(35) '{type}' means something within its session only: ExecutionReport(8) and "
                    + "OrderCancelReject(9) are put in again. Close the dead letter, or give what it says as a "
                    + "normalised execution.");
    }

    // Of a venue's two sessions; Copy is null where there is one only.
    private sealed record Readers(FixKeptReader Trading, FixKeptReader? Copy);
}
