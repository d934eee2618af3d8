using System;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Advisories;

/// <summary>
/// What a person approves and what is executed: one and the same, which <see cref="SnapshotHash"/> proves. Immutable.
/// Long only: a positive size, a stop-loss below and a take-profit above the fill.
/// </summary>
/// <param name="ReferencePrice">What the advisory was made at; slippage is measured against it, nothing else.</param>
/// <param name="SlOffsetPct">Fraction of the fill price: −0.02 puts the stop-loss 2 % below it.</param>
/// <param name="TpOffsetPct">Fraction of the fill price: 0.03 puts the take-profit 3 % above it.</param>
/// <param name="ExpirationTimestamp">From this instant on it is not executed any more.</param>
public sealed record FrozenSnapshot(
    string AdvisoryId,
    string Symbol,
    Px ReferencePrice,
    decimal SlOffsetPct,
    decimal TpOffsetPct,
    Qty PositionSize,
    UtcNanos ExpirationTimestamp,
    string Account,
    string Strategy,
    string Venue)
{
    /// <summary>Expired when now is at or after the expiry.</summary>
    public bool IsExpired(UtcNanos now) => now >= ExpirationTimestamp;

    /// <summary>
    /// One line for each field in this order, <c>name=value</c> and a line feed, UTF-8: numbers in plain notation
    /// without trailing zeros, the expiry in nanoseconds since 1970; a backslash or line feed in a text is escaped.
    /// </summary>
    public string CanonicalForm()
    {
        StringBuilder text = new(256);
        Line(text, "truefill_advisory", "1");
        Line(text, "advisory_id", AdvisoryId);
        Line(text, "symbol", Symbol);
        Line(text, "reference_price", Plain(ReferencePrice.Value));
        Line(text, "sl_offset_pct", Plain(SlOffsetPct));
        Line(text, "tp_offset_pct", Plain(TpOffsetPct));
        Line(text, "position_size", Plain(PositionSize.Value));
        Line(text, "expiration_timestamp", ExpirationTimestamp.Value.ToString(CultureInfo.InvariantCulture));
        Line(text, "account", Account);
        Line(text, "strategy", Strategy);
        Line(text, "venue", Venue);
        return text.ToString();
    }

    /// <summary>SHA-256 over <see cref="CanonicalForm"/>, 64 lower-case hexadecimal digits.</summary>
    public string SnapshotHash() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(CanonicalForm())));

    private static string Plain(decimal value) =>
        ExactDecimal.Normalize(value).ToString(CultureInfo.InvariantCulture);

    private static void Line(StringBuilder text, string name, string value)
    {
        string escaped = value
            .Replace("\\", "\\\\", StringComparison.Ordinal)
            .Replace("\n", "\\n", StringComparison.Ordinal);
        text.Append(name).Append('=').Append(escaped).Append('\n');
    }
}
