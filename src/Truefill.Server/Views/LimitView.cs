using System;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using Truefill.Server.Http.Lists;
using Truefill.Server.Risk;
using Truefill.Server.Security;

namespace Truefill.Server.Views;

/// <summary>
/// Every limit by scope with what of it is in use; a control of the global scope without a limit is shown as off.
/// </summary>
internal static class LimitView
{
    /// <summary>A row's place is its scope's four names and the kind.</summary>
    public const int KeyParts = 5;

    /// <param name="accounts">What others hold and do is not told.</param>
    public static void Write(
        Utf8JsonWriter json, Books books, AccountFilter accounts, UtcNanos now, KeyPaging page,
        NameFilter.Handles wanted = default)
    {
        LimitMeasure measure = new(books, now, accounts.IsAll ? null : accounts.Takes);
        json.WriteStartObject();
        json.WriteString("config_hash", books.Risk.ConfigHash);
        json.WriteBoolean("live", books.Risk.IsLive);
        json.WriteStartArray("items");
        if (books.Risk.Limits.TryGet(LimitScope.Global) is null && IsWanted(LimitScope.Global))
            Write(json, books, null, LimitScope.Global, measure, page);
        foreach (ScopeLimits limits in books.Risk.Limits.All)
            if (IsWanted(limits.Scope)) Write(json, books, limits, limits.Scope, measure, page);
        json.WriteEndArray();
        page.WriteNext(json);
        json.WriteEndObject();

        // By the scope that is named, not by what a wider one covers too.
        bool IsWanted(LimitScope scope) => wanted.Takes(scope.Account, scope.Strategy, scope.Symbol, scope.Venue);
    }

    private static void Write(
        Utf8JsonWriter json, Books books, ScopeLimits? limits, LimitScope scope, LimitMeasure measure, KeyPaging page)
    {
        foreach (LimitKind kind in Enum.GetValues<LimitKind>())
        {
            decimal? inForce = limits?[kind];
            decimal? configured = limits?.Configured(kind);
            bool isShown = scope == LimitScope.Global && kind != LimitKind.Restricted;
            if (inForce is null && configured is null && !isShown) continue;
            if (!page.Takes(
                scope.Venue.Value, scope.Account.Value, scope.Strategy.Value, scope.Symbol.Value, (long)kind)) continue;
            json.WriteStartObject();
            json.WriteString("account", books.Names.Of(scope.Account));
            json.WriteString("strategy", books.Names.Of(scope.Strategy));
            json.WriteString("venue", books.Names.Of(scope.Venue));
            json.WriteString("symbol", books.Names.Of(scope.Symbol));
            json.WriteString("limit", LimitNames.Of(kind));
            json.WriteString("value", LimitText.Show(kind, inForce) ?? "off");
            json.WriteString("configured", LimitText.Show(kind, configured) ?? "off");
            LimitUse? use = inForce is null ? null : measure.Of(limits!, kind);
            json.Number("used", use?.Amount);
            json.WriteBoolean("incomplete", use is { Amount: null });
            json.WriteString("used_account", use is { } held ? books.Names.Of(held.Account) : null);
            json.WriteString("used_symbol", use is { } most ? books.Names.Of(most.Symbol) : null);
            json.WriteEndObject();
        }
    }
}
