using System;
using System.Collections.Generic;
using System.Threading;
using Truefill.Domain.Names;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Server.Hosting;
using Truefill.Server.Http;
using Truefill.Venues;
using Truefill.Venues.Fix;
using Truefill.Venues.Fix.Trading;

namespace Truefill.Server.Venues;

/// <summary>Reads dead letters of venues that speak FIX, in the dialect of the venue that each came from.</summary>
internal sealed class FixRawReplay(EngineHost host, VenueHub hub) : IRawReplay
{
    private readonly Lock guard = new();
    private readonly Dictionary<string, FixKeptReader> readers = new(StringComparer.Ordinal);

    public IReadOnlyList<Input>? Read(DeadLetterEntry letter, ReadOnlyMemory<byte> raw, bool mended)
    {
        foreach (IVenue venue in hub.Venues)
        {
            if (letter.Source != InputSource.OfVenue(venue.Id)) continue;
            FixVenueSettings? settings = venue switch
            {
                FixVenue own => own.Settings,
                FixDropCopyVenue copied => copied.Trading.Settings,
                _ => null,
            };
            return settings is null ? null : Inputs(settings, letter, raw, mended);
        }

        return null;
    }

    private List<Input> Inputs(
        FixVenueSettings settings, DeadLetterEntry letter, ReadOnlyMemory<byte> raw, bool mended)
    {
        FixKeptMessage message;
        lock (guard)
        {
            if (!readers.TryGetValue(settings.VenueId, out FixKeptReader? reader))
                readers.Add(settings.VenueId, reader = new FixKeptReader(settings));
            message = reader.Read(raw, mended, letter.ReceivedAt);
        }

        if (message.Reports.Count == 0)
        {
            throw ApiException.Refused(
                "not_replayable",
                $"MsgType(35) '{message.MsgType}' means something within its session only: ExecutionReport(8) and "
                    + "OrderCancelReject(9) are put in again. Close the dead letter, or give what it says as a "
                    + "normalised execution.");
        }

        VenueId handle = host.Read(replica =>
            replica.Books.Names.Venues.TryGet(settings.VenueId, out int found) ? new VenueId(found) : default);
        List<Input> inputs = [];
        foreach (VenueReport report in message.Reports)
        {
            // It is received now; the report says when it was first.
            Input input = VenueInputs.Of(in report, settings.VenueId, handle);
            input.ReceivedAt = default;
            inputs.Add(input);
        }

        return inputs;
    }
}
