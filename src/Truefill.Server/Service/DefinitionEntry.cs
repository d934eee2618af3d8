using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk.Commands;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Server.Hosting;
using Truefill.Server.Venues;
using Truefill.Server.Views;

namespace Truefill.Server.Service;

/// <summary>
/// Puts what is configured into the engine at the start. One definition that is refused stops the start: limits that
/// are not in force, or a venue that nobody knows, are not what was configured.
/// </summary>
/// <param name="tell">Told of a starting rate that is not put in.</param>
internal sealed class DefinitionEntry(EngineHost engine, Action<string> tell)
{
    /// <exception cref="ServiceSettingException">The engine refuses one; the message has the reason.</exception>
    public async Task PutAsync(
        IReadOnlyList<VenueSetup> venues, IReadOnlyList<Input> definitions, CancellationToken cancel)
    {
        foreach (VenueSetup venue in venues)
        {
            await PutAsync(
                new Input { Kind = InputKind.DefineVenue, Body = venue.Definition, Source = InputSource.Configuration },
                cancel);
        }

        foreach (Input definition in definitions)
        {
            bool isDue = definition.Body switch
            {
                SetFxRate rate => IsMissing(rate),
                DefineRiskDays days => IsChanged(days),
                _ => true,
            };
            if (isDue) await PutAsync(definition, cancel);
        }
    }

    /// <summary>
    /// Says which names the configuration has where an earlier one had others; once, for they stay as they are.
    /// </summary>
    public async Task RetireAsync(
        IReadOnlyList<VenueSetup> venues, IReadOnlyList<Input> definitions, CancellationToken cancel)
    {
        HashSet<string> venueNames = venues.Select(venue => venue.Definition.Venue).ToHashSet(StringComparer.Ordinal);
        HashSet<string> accountNames = definitions.Select(definition => definition.Body).OfType<DefineAccount>()
            .Select(account => account.Account).ToHashSet(StringComparer.Ordinal);
        string[] gone = engine.Read(replica => Others(replica.Books, venueNames, accountNames));
        if (gone.Length == 0) return;
        tell($"not configured any more: {string.Join(", ", gone)}; "
            + "the books are kept, and no new order is taken there");
        DefineNames names = new(
            [.. venueNames.Order(StringComparer.Ordinal)], [.. accountNames.Order(StringComparer.Ordinal)]);
        await PutAsync(
            new Input { Kind = InputKind.DefineNames, Body = names, Source = InputSource.Configuration }, cancel);
    }

    private static string[] Others(Books books, HashSet<string> venues, HashSet<string> accounts) =>
    [
        .. books.Sessions.All.Select(session => books.Names.Of(session.Venue))
            .Where(name => !venues.Contains(name)).Select(name => $"venue {name}"),
        .. books.Accounts.Defined.Select(account => books.Names.Of(account.Account))
            .Where(name => !accounts.Contains(name)).Select(name => $"account {name}"),
    ];

    // Days of UTC are those of an account without a calendar: said only where it had one before.
    private bool IsChanged(DefineRiskDays days)
    {
        bool hadOthers = engine.Read(replica =>
            replica.Books.Names.Accounts.TryGet(days.Account, out int account)
            && replica.Books.Risk.Days.HasOffsets(new AccountId(account)));
        return hadOthers || !ReferenceEquals(days.Offsets, DefineRiskDays.Utc);
    }

    // A starting rate is for books without one: what marks have set since is nearer to the market.
    private bool IsMissing(SetFxRate rate)
    {
        decimal? known = engine.Read(replica => replica.Books.Marks.Rate(rate.From, rate.To));
        if (known is { } other && other != rate.Rate.Value)
        {
            tell($"fx {rate.From}/{rate.To} stays at {ExactDecimal.Normalize(other)}, as it was set last; "
                + $"the configured {rate.Rate} is for the first start");
        }

        return known is null;
    }

    private async Task PutAsync(Input definition, CancellationToken cancel)
    {
        Answer answer = await engine.AskAsync(definition).WaitAsync(cancel);
        if (answer.Reason == DenyReason.None) return;
        (string key, string what) = Definitions.Place(definition.Body!);
        throw new ServiceSettingException(key, $"the engine refuses {what}: {Words.Of(answer.Reason)}");
    }
}
