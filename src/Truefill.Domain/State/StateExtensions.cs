using System.Text;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.State;

/// <summary>How the domain's small values are written and read, once for every table.</summary>
public static class StateExtensions
{
    public static void Write(this IStateWriter writer, in ShortText text) => writer.Text(text.Utf8);

    public static void Write(this IStateWriter writer, string? text)
    {
        writer.Bool(text is not null);
        if (text is not null) writer.Text(Encoding.UTF8.GetBytes(text));
    }

    public static void Write(this IStateWriter writer, Px? price)
    {
        writer.Bool(price.HasValue);
        if (price is { } value) writer.Decimal(value.Value);
    }

    public static void Write(this IStateWriter writer, UtcNanos time) => writer.Signed(time.Value);

    public static void Write(this IStateWriter writer, Qty quantity) => writer.Decimal(quantity.Value);

    public static void Write(this IStateWriter writer, Money money)
    {
        writer.Decimal(money.Amount);
        writer.Unsigned(money.Currency.Packed);
    }

    public static ShortText ReadShortText(this IStateReader reader) => ShortText.FromTrusted(reader.Text());

    public static string? ReadString(this IStateReader reader) =>
        reader.Bool() ? Encoding.UTF8.GetString(reader.Text()) : null;

    public static Px? ReadPx(this IStateReader reader) => reader.Bool() ? Px.FromTrusted(reader.Decimal()) : null;

    public static UtcNanos ReadTime(this IStateReader reader) => new(reader.Signed());

    public static Qty ReadQty(this IStateReader reader) => Qty.FromTrusted(reader.Decimal());

    public static Money ReadMoney(this IStateReader reader) =>
        new(reader.Decimal(), Currency.FromPacked(reader.Unsigned()));

    public static int ReadInt(this IStateReader reader) => checked((int)reader.Unsigned());
}
