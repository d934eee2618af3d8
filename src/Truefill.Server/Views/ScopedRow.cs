using System;
using System.Buffers;
using System.Collections.Frozen;
using System.Text.Json;
using Truefill.Domain;
using Truefill.Server.Security;
using Truefill.Server.Views.Facts;

namespace Truefill.Server.Views;

/// <summary>
/// A fact's row that is written only if its reader may see it. The row itself is looked at, so that a fact that nobody
/// thought of here stays hidden.
/// </summary>
internal sealed class ScopedRow : IDisposable
{
    private static readonly FrozenSet<string> OfNobody = FrozenSet.ToFrozenSet(
        ["instrument_defined", "venue_defined", "session_opened", "session_closed", "engine_started", "engine_stopped",
            "mark_set", "fx_rate_set"],
        StringComparer.Ordinal);

    private readonly AccountScope scope;
    private readonly ArrayBufferWriter<byte> buffer = new(512);
    private readonly Utf8JsonWriter json;
    private readonly FactJson facts;

    public ScopedRow(AccountScope scope, Books books)
    {
        this.scope = scope;
        json = new Utf8JsonWriter(buffer);
        facts = new FactJson(json, books);
    }

    public FactJson Begin()
    {
        buffer.ResetWrittenCount();
        json.Reset();
        return facts;
    }

    /// <summary>False: the row stays here.</summary>
    public bool End(Utf8JsonWriter into)
    {
        json.Flush();
        if (!IsVisible()) return false;
        into.WriteRawValue(buffer.WrittenSpan, skipInputValidation: true);
        return true;
    }

    public void Dispose() => json.Dispose();

    private bool IsVisible()
    {
        Utf8JsonReader reader = new(buffer.WrittenSpan);
        bool neutral = false;
        while (reader.Read())
        {
            if (reader.TokenType != JsonTokenType.PropertyName || reader.CurrentDepth != 1) continue;
            if (reader.ValueTextEquals("account")) return reader.Read() && scope.Has(reader.GetString() ?? "");
            if (!reader.ValueTextEquals("type")) continue;
            reader.Read();
            neutral = OfNobody.Contains(reader.GetString() ?? "");
        }

        return neutral;
    }
}
