using System;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Risk.Limits;
using Truefill.Server.Risk;

namespace Truefill.Server.Views;

/// <summary>Every limit by scope; a control of the global scope without a limit is shown as off.</summary>
internal static class LimitView
{
    public static void Write(Utf8JsonWriter json, Books books)
    {
        json.WriteStartObject();
        json.WriteString("config_hash", books.Risk.ConfigHash);
        json.WriteBoolean("live", books.Risk.IsLive);
        json.WriteStartArray("items");
        bool hasGlobal = false;
        foreach (ScopeLimits limits in books.Risk.Limits.All)
        {
            hasGlobal |= limits.Scope == LimitScope.Global;
            Write(json, books, limits, limits.Scope);
        }

        if (!hasGlobal) Write(json, books, null, LimitScope.Global);
        json.WriteEndArray();
        json.WriteNull("next");
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Books books, ScopeLimits? limits, LimitScope scope)
    {
        foreach (LimitKind kind in Enum.GetValues<LimitKind>())
        {
            decimal? inForce = limits?[kind];
            decimal? configured = limits?.Configured(kind);
            bool isShown = scope == LimitScope.Global && kind != LimitKind.Restricted;
            if (inForce is null && configured is null && !isShown) continue;
            json.WriteStartObject();
            json.WriteString("account", books.Names.Of(scope.Account));
            json.WriteString("strategy", books.Names.Of(scope.Strategy));
            json.WriteString("venue", books.Names.Of(scope.Venue));
            json.WriteString("symbol", books.Names.Of(scope.Symbol));
            json.WriteString("limit", LimitNames.Of(kind));
            json.WriteString("value", LimitText.Show(kind, inForce) ?? "off");
            json.WriteString("configured", LimitText.Show(kind, configured) ?? "off");
            json.WriteEndObject();
        }
    }
}
