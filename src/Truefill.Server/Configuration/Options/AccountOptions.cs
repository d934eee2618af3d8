using System.Linq;
using Truefill.Domain.Positions;
using Truefill.Domain.Quantities;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>An account that orders may be entered for.</summary>
public sealed record AccountOptions
{
    public required string Id { get; init; }

    public required Currency Currency { get; init; }

    /// <summary>Which lot a closing trade closes.</summary>
    public required LotMethod Method { get; init; }

    /// <summary>The account's name at the broker; null: the same. See <see cref="IsHeldAt"/>.</summary>
    public required string? BrokerId { get; init; }

    /// <summary>Where it is held; null: where its orders went.</summary>
    public required string? Venue { get; init; }

    /// <summary>Whose days its daily limits follow; null: days of UTC.</summary>
    public required string? Calendar { get; init; }

    /// <summary>
    /// By <see cref="Venue"/>, else by what the venue lists: one that lists no account may hold any.
    /// </summary>
    internal bool IsHeldAt(VenueOptions venue) =>
        Venue is { } own ? own == venue.Id : venue.Accounts.Count == 0 || venue.Accounts.Contains(Id);

    internal static ValueType<LotMethod> LotMethods { get; } = PlainTypes.Choice(
        ("fifo", LotMethod.Fifo), ("lifo", LotMethod.Lifo), ("average", LotMethod.Average), ("hifo", LotMethod.Hifo));

    internal static AccountOptions Read(Section s) => new()
    {
        Id = s.Require("id", PlainTypes.Id, "", "The account's name in orders and reports."),
        Currency = s.Get("currency", PlainTypes.CurrencyCode, Currency.Usd,
            "The currency that limits and totals are in."),
        Method = s.Get("method", LotMethods, LotMethod.Fifo, "Which lot a closing trade closes."),
        BrokerId = s.OptionalText("broker_id", PlainTypes.Id,
            "The account's name at the broker, if it is another: it stands in Account(1) of all that a FIX venue is "
            + "sent and is read back from it, and in a broker's file. With `venue`, at that venue alone. Simulated "
            + "venues have our names."),
        Venue = s.OptionalText("venue", PlainTypes.Id,
            "Where it is held: its orders go there that name no venue, and all of it is compared there."),
        Calendar = s.OptionalText("calendar", PlainTypes.Id,
            "Whose days its daily limits follow: of `calendars`, `XNYS` or `TAIFEX`; without one, UTC's."),
    };
}
