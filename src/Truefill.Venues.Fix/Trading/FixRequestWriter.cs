using System.Globalization;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;
using Truefill.Fix;

namespace Truefill.Venues.Fix.Trading;

/// <summary>
/// Requests as FIX of one version: the fields of the body. Ids, terms and quantities are the engine's; nothing is
/// rounded and nothing added but what the standard asks for.
/// </summary>
internal sealed class FixRequestWriter(FixVersion version, FixDialect dialect)
{
    // MassStatusReqType(585): status of all orders.
    private const byte AllOrders = (byte)'7';

    // HandlInst(21): automated, without a broker between. Required up to 4.2.
    private const byte Automated = (byte)'1';

    public void Write(ref FixMessageWriter writer, in FixRequest request, UtcNanos now)
    {
        if (request.Command is { } command) Write(ref writer, in command, now);
        else if (request.Query is { } query) Write(ref writer, in query);
    }

    /// <summary>The id that a question and all its answers carry.</summary>
    public static string IdOf(long query) => "Q" + query.ToString(CultureInfo.InvariantCulture);

    private void Write(ref FixMessageWriter writer, in VenueCommand command, UtcNanos now)
    {
        if (command.Kind != VenueCommandKind.New)
        {
            Append(ref writer, Tags.OrigClOrdID, command.OrigWireId.Text);
            Append(ref writer, Tags.OrderID, command.OrderId.Text);
        }

        Append(ref writer, Tags.ClOrdID, command.WireId.Text);
        if (!command.LinkId.IsNone) Append(ref writer, Tags.ClOrdLinkID, command.LinkId.Text);
        if (command.Account.Length > 0) writer.Append(Tags.Account, command.Account);
        bool hasTerms = command.Kind != VenueCommandKind.Cancel;
        if (hasTerms && version <= FixVersion.Fix42) writer.AppendChar(Tags.HandlInst, Automated);
        writer.Append(Tags.Symbol, command.Symbol);
        OrderTerms terms = command.Terms;
        writer.AppendChar(Tags.Side, Code(terms.Side));
        writer.AppendUtcTimestamp(Tags.TransactTime, now.Value);
        writer.AppendDecimal(Tags.OrderQty, ExactDecimal.Normalize(terms.OrderQty.Value));
        if (!hasTerms) return;
        Write(ref writer, in terms);
        foreach ((int tag, string value) in dialect.OrderFields) writer.Append(tag, value);
    }

    private static void Write(ref FixMessageWriter writer, in OrderTerms terms)
    {
        writer.AppendChar(Tags.OrdType, (byte)terms.OrdType);
        if (terms.Price is { } price) writer.AppendDecimal(Tags.Price, ExactDecimal.Normalize(price.Value));
        if (terms.StopPx is { } stop) writer.AppendDecimal(Tags.StopPx, ExactDecimal.Normalize(stop.Value));
        writer.AppendChar(Tags.TimeInForce, (byte)terms.TimeInForce);
        if (!terms.ExpireTime.IsNone) writer.AppendUtcTimestamp(Tags.ExpireTime, terms.ExpireTime.Value);
    }

    private void Write(ref FixMessageWriter writer, in VenueQuery query)
    {
        if (query.Kind == QueryKind.OpenOrders)
        {
            writer.Append(Tags.MassStatusReqID, IdOf(query.Id));
            writer.AppendChar(Tags.MassStatusReqType, AllOrders);
            if (query.Account.Length > 0) writer.Append(Tags.Account, query.Account);
            return;
        }

        Append(ref writer, Tags.OrderID, query.OrderId.Text);
        Append(ref writer, Tags.ClOrdID, query.WireId.Text);
        if (query.Account.Length > 0) writer.Append(Tags.Account, query.Account);
        writer.Append(Tags.Symbol, query.Symbol);
        if (query.Side != default) writer.AppendChar(Tags.Side, Code(query.Side));
        if (version >= FixVersion.Fix44) writer.Append(Tags.OrdStatusReqID, IdOf(query.Id));
    }

    // Side(54): our numbers are its digits.
    private static byte Code(Side side) => (byte)('0' + (byte)side);

    private static void Append(ref FixMessageWriter writer, int tag, ShortText text)
    {
        if (!text.IsEmpty) writer.Append(tag, text.Utf8);
    }
}
