using System.Collections.Generic;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk;
using Truefill.Domain.Time;
using Truefill.Server.Security;

namespace Truefill.Server.Views;

/// <summary>
/// Kill switches as they stand, with the proof of each: halted is when every order that it covers has ended, or is
/// listed as one of which nobody knows what became. One on a venue or an account that is not configured covers nothing,
/// and proves nothing.
/// </summary>
internal static class KillSwitchView
{
    /// <summary>As they stand when nobody asks for a change.</summary>
    public static void Write(Utf8JsonWriter json, Books books, AccountFilter accounts)
    {
        bool isAny = false;
        foreach (KillSwitchEntry entry in books.KillSwitch.Engaged) isAny |= Shows(accounts, in entry);
        Write(json, books, accounts, isAny ? "engaged" : "already-clear", reason: null);
    }

    /// <param name="accounts">Whose switches are shown; those that are no account's are everybody's.</param>
    /// <param name="isEngaged">One that need not be shown is active, as of an answer to engaging it.</param>
    public static void Write(
        Utf8JsonWriter json,
        Books books,
        AccountFilter accounts,
        string status,
        string? reason,
        bool isEngaged = false,
        bool isJournaled = true)
    {
        KillSwitchEntry? strongest = null;
        foreach (KillSwitchEntry entry in books.KillSwitch.Engaged)
            if (Shows(accounts, in entry) && (strongest is null || entry.State > strongest.Value.State))
                strongest = entry;
        isEngaged |= strongest is { State: KillSwitchState.Active } || !isJournaled;
        json.WriteStartObject();
        json.WriteString("status", status);
        json.WriteBoolean("kill_switch_engaged", isEngaged);
        json.WriteString("reason", reason ?? strongest?.Reason);
        if (!isJournaled) json.WriteBoolean("journaled", false);
        json.WriteStartArray("switches");
        foreach (KillSwitchEntry entry in books.KillSwitch.Engaged)
            if (Shows(accounts, in entry)) Write(json, books, accounts, in entry);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    /// <summary>That a switch was set, also to off.</summary>
    internal static void Write(Utf8JsonWriter json, Books books, in KillSwitchSet set)
    {
        json.WriteStartObject();
        WriteFields(json, books, set.Scope, set.Target, set.Type, set.State, set.Reason, set.By, set.At);
        json.WriteEndObject();
    }

    /// <summary>It is one of these accounts', or no single account's.</summary>
    internal static bool Shows(AccountFilter accounts, in KillSwitchEntry entry) =>
        entry.Scope != KillScope.Account || accounts.Takes(new AccountId(entry.Target));

    private static void Write(Utf8JsonWriter json, Books books, AccountFilter accounts, in KillSwitchEntry entry)
    {
        json.WriteStartObject();
        WriteFields(
            json, books, entry.Scope, entry.Target, entry.Type, entry.State, entry.Reason, entry.By, entry.Since);
        bool? isKnown = IsKnown(books, in entry);
        if (isKnown is { } known) json.WriteBoolean("known", known);
        if (entry.State == KillSwitchState.Active) WriteProof(json, books, accounts, in entry, isKnown);
        json.WriteEndObject();
    }

    private static void WriteFields(
        Utf8JsonWriter json, Books books, KillScope scope, int target, KillSwitchType type, KillSwitchState state,
        string? reason, string? by, UtcNanos since)
    {
        json.WriteString("scope", Words.Of(scope));
        json.WriteString("target", books.Names.TargetOf(scope, target));
        json.WriteString("type", Words.Of(type));
        json.WriteString("state", Words.Of(state));
        json.WriteString("reason", reason);
        json.WriteString("by", by);
        json.Time("since", since);
    }

    // A switch on a mistyped name is never refused, but nothing stops on its strength. Null: any name may be one.
    private static bool? IsKnown(Books books, in KillSwitchEntry entry)
    {
        if (entry.Scope == KillScope.Venue) return books.Sessions.IsDefined(new VenueId(entry.Target));
        if (entry.Scope != KillScope.Account) return null;
        if (!books.Accounts.AreAnyDefined) return null;
        return books.Accounts.IsDefined(new AccountId(entry.Target))
            || books.Orders.OpenCountOf(entry.Scope, entry.Target) > 0;
    }

    // Whether all has halted is one fact about all orders; which of them are unknown is their accounts' to know.
    private static void WriteProof(
        Utf8JsonWriter json, Books books, AccountFilter accounts, in KillSwitchEntry entry, bool? isKnown)
    {
        int working = 0;
        List<string> unknown = [];
        int covered = books.Orders.OpenCountOf(entry.Scope, entry.Target);
        foreach (Order order in books.Orders.Open)
        {
            if (covered == 0) break;
            if (!KillSwitch.Covers(in entry, order.Venue, order.Account, order.Strategy, order.Symbol)) continue;
            covered--;
            if (!KillSwitch.Stops(in entry, order)) continue;
            if (!order.IsUnknown) working++;
            else if (accounts.Takes(order.Account)) unknown.Add(order.ClOrdId.ToString());
        }

        json.WriteBoolean("halted", working == 0 && isKnown != false);
        json.WriteNumber("working", working);
        json.WriteStartArray("unknown");
        foreach (string id in unknown) json.WriteStringValue(id);
        json.WriteEndArray();
    }
}
