using System;
using System.Globalization;
using System.Text;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;

namespace Truefill.Venues.Fix;

/// <summary>
/// Our wire ids in the form that a counterparty takes as ClOrdID(11), and back. A one to one mapping without a table,
/// so that it holds over restarts; an id that we did not make stays as it is.
/// </summary>
/// <param name="IsNumeric">
/// Digits only: engine epoch plus one, the order in ten digits, its request in four. <c>T1-2F-1</c> is
/// <c>200000000870001</c>.
/// </param>
/// <param name="Prefix">Before each id, such as a firm's mark that the venue asks for; empty: none.</param>
public sealed record FixIdForm(bool IsNumeric = false, string Prefix = "")
{
    private const int OrderDigits = 10;
    private const int RequestDigits = 4;
    private const int RequestMost = 9999;

    /// <summary>As the engine made it.</summary>
    public static FixIdForm AsIs { get; } = new();

    private bool IsAsIs => !IsNumeric && Prefix.Length == 0;

    /// <summary>False: the form has no room for it, and the request cannot be sent.</summary>
    public bool TryWrite(in ClOrdId id, out ShortText written)
    {
        written = id.Text;
        if (IsAsIs || id.IsNone) return true;
        WireId ours = WireIds.Read(in id);
        if (!IsNumeric || ours.IsNone) return ShortText.TryFrom(Prefix + id.ToString(), out written);
        if (ours.Request > RequestMost || ours.Epoch == long.MaxValue) return false;
        string digits = string.Create(
            CultureInfo.InvariantCulture, $"{ours.Epoch + 1}{ours.Order.Value:D10}{ours.Request:D4}");
        return ShortText.TryFrom(Prefix + digits, out written);
    }

    /// <summary>
    /// What the counterparty calls a request of ours, as we do. None: it could be taken for ours and lacks the prefix.
    /// </summary>
    public ClOrdId Read(in ClOrdId said)
    {
        if (IsAsIs || said.IsNone) return said;
        ClOrdId copy = said;
        string text = Encoding.UTF8.GetString(copy.Text.Utf8);

        // Without our mark it is another engine's, whose ids look like ours and are not.
        if (!text.StartsWith(Prefix, StringComparison.Ordinal)) return WireIds.Read(in said).IsNone ? said : default;
        ReadOnlySpan<char> rest = text.AsSpan(Prefix.Length);
        if (!IsNumeric)
        {
            return ShortText.TryFrom(rest.ToString(), out ShortText plain) && !plain.IsEmpty
                ? new ClOrdId(plain)
                : said;
        }

        int epochDigits = rest.Length - OrderDigits - RequestDigits;
        if (epochDigits < 1 || rest[0] is '0'
            || !long.TryParse(rest[..epochDigits], NumberStyles.None, CultureInfo.InvariantCulture, out long epoch)
            || !int.TryParse(
                rest.Slice(epochDigits, OrderDigits), NumberStyles.None, CultureInfo.InvariantCulture, out int order)
            || !int.TryParse(rest[^RequestDigits..], NumberStyles.None, CultureInfo.InvariantCulture, out int request)
            || order == 0)
            return said;
        return WireIds.Make(epoch - 1, new OrderHandle(order), request);
    }
}
