using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Protection;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Engine.Reading;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Health;
using Truefill.Server.Reconciliation;

namespace Truefill.Server.Alerts;

/// <summary>What the books say that a person should hear, beside their orders.</summary>
internal static class BookSigns
{
    private static readonly TimeSpan Unprotected = TimeSpan.FromSeconds(2);

    /// <summary>A session that was just lost, or not opened yet after a start, is mostly back by then.</summary>
    internal static readonly TimeSpan Reconnecting = TimeSpan.FromSeconds(15);

    /// <summary>The kinds that are read here; what is not found of them is over.</summary>
    public static IReadOnlyList<AlertKind> Kinds { get; } =
    [
        AlertKind.RecoverySlow, AlertKind.TradingHeld, AlertKind.DeadLetters, AlertKind.KillSwitch,
        AlertKind.VenueDown, AlertKind.ReconciliationBreak, AlertKind.ProtectionGap,
    ];

    /// <param name="hasSessions">
    /// False: no service runs. That it is logged on nowhere says nothing, and of venues only what is held counts.
    /// </param>
    public static List<Sign> Read(Replica replica, UtcNanos now, bool hasSessions)
    {
        Books books = replica.Books;
        List<Sign> signs = [];
        AddHolds(signs, replica, hasSessions ? VenueHolds.Of(books, now) : VenueHolds.Kept(books));
        AddDeadLetters(signs, replica);
        AddKillSwitches(signs, books);
        if (hasSessions) AddVenues(signs, books, now);
        AddBreaks(signs, books);
        AddProtection(signs, books, now);
        return signs;
    }

    // The whole engine's hold has no subject, a venue's has its name.
    private static void AddHolds(List<Sign> signs, Replica replica, SortedDictionary<string, string> holds)
    {
        if (replica.Books.Engine.Held is { } held)
        {
            if (held.StartsWith(RecoveryHold.Prefix, StringComparison.Ordinal))
                signs.Add(new Sign(AlertKind.RecoverySlow, "", Severity.Critical, held, replica.At));
            else
                holds[""] = held;
        }

        foreach ((string venue, string text) in holds)
        {
            Severity severity = FailureHold.Is(text) ? Severity.Critical : Severity.Warning;
            signs.Add(new Sign(AlertKind.TradingHeld, venue, severity, text, replica.At));
        }
    }

    private static void AddDeadLetters(List<Sign> signs, Replica replica)
    {
        IReadOnlyCollection<int> open = replica.Books.DeadLetters.Open;
        if (open.Count == 0) return;
        string text = open.Count == 1
            ? "1 dead letter is open."
            : string.Create(CultureInfo.InvariantCulture, $"{open.Count} dead letters are open.");

        // They are numbered from 1 without a gap.
        UtcNanos since = replica.Index.DeadLetters[open.First() - 1].Time;
        signs.Add(new Sign(AlertKind.DeadLetters, "", Severity.Warning, text, since)
        {
            // The newest: with thousands open, whoever acknowledged them is told of one more all the same.
            Members = new HashSet<long>(open.TakeLast(Sign.MembersMax + 1).Select(static id => (long)id)),
        });
    }

    private static void AddKillSwitches(List<Sign> signs, Books books)
    {
        foreach (KillSwitchEntry entry in books.KillSwitch.Engaged)
        {
            Severity severity = entry.State == KillSwitchState.Active ? Severity.Critical : Severity.Warning;
            signs.Add(new Sign(
                AlertKind.KillSwitch, RiskHealth.Describe(books, entry), severity, $"{entry.Reason} (by {entry.By})",
                entry.Since));
        }
    }

    private static void AddVenues(List<Sign> signs, Books books, UtcNanos now)
    {
        foreach (Session session in books.Sessions.All)
        {
            UtcNanos since = UtcNanos.Max(session.Since, books.Engine.StartedAt);
            if (session.IsOpen || now.Value - since.Value <= UtcNanos.NanosOf(Reconnecting)) continue;
            signs.Add(new Sign(
                AlertKind.VenueDown, books.Names.Of(session.Venue), Severity.Critical, "The session is down.",
                session.Since));
        }
    }

    // What a person has explained asks for nobody's attention.
    private static void AddBreaks(List<Sign> signs, Books books)
    {
        foreach (PositionBreak found in books.Reconciliation.AllUnresolved)
        {
            BreakOpened of = found.Latest;
            if (found.State != BreakState.Open) continue;
            signs.Add(new Sign(
                AlertKind.ReconciliationBreak, of.Id.ToString(CultureInfo.InvariantCulture),
                BreakTraits.SeverityOf(of.Class), BreakTraits.Describe(books, in of) + ".", found.OpenedAt));
        }
    }

    private static void AddProtection(List<Sign> signs, Books books, UtcNanos now)
    {
        foreach (ProtectedOrder entry in books.Protections.Gaps)
        {
            if (now.Value - entry.GapSince.Value <= UtcNanos.NanosOf(Unprotected)) continue;
            string id = books.Orders[entry.Order].ClOrdId.ToString();
            string account = books.Names.Of(entry.Key.Account);
            string where = $"{account} {books.Names.Of(entry.Key.Symbol)}";

            // Accounts may use the same id: an acknowledgement is of one order.
            signs.Add(new Sign(
                AlertKind.ProtectionGap, $"{account} {id}", Severity.Critical,
                $"{where}: less is protected than order {id} has open, since {entry.GapSince}.", entry.GapSince));
        }
    }
}
