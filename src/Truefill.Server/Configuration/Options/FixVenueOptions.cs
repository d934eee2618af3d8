using System;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>A venue that speaks FIX; we are the initiator.</summary>
public sealed record FixVenueOptions
{
    public required FixCounterpartyOptions Counterparty { get; init; }

    public required TimeSpan ReconnectDelay { get; init; }

    public required TimeSpan ReconnectDelayMax { get; init; }

    public required FixDialectOptions Dialect { get; init; }

    /// <summary>A second session that brings the same executions; null: there is none.</summary>
    public required FixCounterpartyOptions? DropCopy { get; init; }

    private static ValueType<TimeSpan> Delays { get; } = ValueTypes.Pause(TimeSpan.FromMilliseconds(100));

    internal static FixVenueOptions Read(Section s) => new()
    {
        Counterparty = FixCounterpartyOptions.ReadVenue(s),
        ReconnectDelay = s.Get("reconnect_delay", Delays, TimeSpan.FromSeconds(5),
            "How long to wait before the next attempt to connect; twice as long after each that fails, and by "
            + "chance up to 30 % less."),
        ReconnectDelayMax = s.Get("reconnect_delay_max", Delays, TimeSpan.FromSeconds(30),
            "The longest wait between two attempts."),
        Dialect = s.Child("dialect", FixDialectOptions.Read),
        DropCopy = s.OptionalChild("drop_copy", FixCounterpartyOptions.ReadDropCopy),
    };
}
