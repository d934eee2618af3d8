using System;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Domain.Risk.Limits;
using Truefill.Server.Risk;
using Truefill.Server.Security;

namespace Truefill.Server.Views;

/// <summary>What of the controls stands in a status: switches engaged, limits that are off, the day's PnL.</summary>
internal static class StatusControls
{
    public static void Write(Utf8JsonWriter json, Books books, AccountFilter accounts)
    {
        json.WritePropertyName("kill_switch");
        KillSwitchView.Write(json, books, accounts);
        json.WriteStartObject("controls");
        ScopeLimits? global = books.Risk.Limits.TryGet(LimitScope.Global);
        foreach (LimitKind kind in Enum.GetValues<LimitKind>())
        {
            if (!IsControl(kind)) continue;
            string? value = LimitText.Show(kind, global?[kind]) ?? (books.Risk.Limits.IsUsed(kind) ? "scoped" : null);
            json.WriteString(LimitNames.Of(kind), value ?? "off");
        }

        json.WriteEndObject();
    }

    // The others are parts of one of these.
    private static bool IsControl(LimitKind kind) => kind is not (LimitKind.Restricted or LimitKind.MarkMaxAge
        or LimitKind.WithoutMark or LimitKind.RepeatedWindow) && Enum.IsDefined(kind) && kind != default;
}
