using System;
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
    // MassStatusReqType(585), MassCancelRequestType(530): all orders.
    private const byte AllOrders = (byte)'7';

    // PosReqType(724), SubscriptionRequestType(263), AccountType(581): carried on the customer side of the books.
    private const byte PositionsWanted = (byte)'0';
    private const byte Snapshot = (byte)'0';
    private const byte CustomerAccount = (byte)'1';

    // HandlInst(21): automated, without a broker between. Required up to 4.3.
    private const byte Automated = (byte)'1';

    // CxlType(125): all that is left. Required in 4.0, and in no version since.
    private const byte FullRemaining = (byte)'F';

    private bool HasTransactTime => version >= FixVersion.Fix42;

    // Of a request about an order, which is found by its ids.
    private bool HasAccount => version >= FixVersion.Fix42;

    public void Write(ref FixMessageWriter writer, in FixRequest request, UtcNanos now)
    {
        if (request.Command is { } command) Write(ref writer, in command, now);
        else if (request.Query is { } query) Write(ref writer, in query, now);
    }

    /// <summary>The id that a question and all its answers carry.</summary>
    public static string IdOf(long query) => "Q" + query.ToString(CultureInfo.InvariantCulture);

    private void Write(ref FixMessageWriter writer, in VenueCommand command, UtcNanos now)
    {
        if (command.Kind == VenueCommandKind.CancelAll)
        {
            Append(ref writer, Tags.ClOrdID, command.WireId);
            writer.AppendChar(Tags.MassCancelRequestType, AllOrders);
            writer.AppendUtcTimestamp(Tags.TransactTime, now.Value);
            return;
        }

        if (command.Kind != VenueCommandKind.New)
        {
            Append(ref writer, Tags.OrigClOrdID, command.OrigWireId);
            Append(ref writer, Tags.OrderID, command.OrderId.Text);
        }

        bool hasTerms = command.Kind != VenueCommandKind.Cancel;
        Append(ref writer, Tags.ClOrdID, command.WireId);
        if (version >= FixVersion.Fix43) Append(ref writer, Tags.ClOrdLinkID, command.LinkId);
        if (!hasTerms && version == FixVersion.Fix40) writer.AppendChar(Tags.CxlType, FullRemaining);
        if (hasTerms || HasAccount) AppendAccount(ref writer, command.Account);
        if (hasTerms && version <= FixVersion.Fix43) writer.AppendChar(Tags.HandlInst, Automated);
        writer.Append(Tags.Symbol, command.Symbol);
        OrderTerms terms = command.Terms;
        writer.AppendChar(Tags.Side, Code(terms.Side));
        if (HasTransactTime) writer.AppendUtcTimestamp(Tags.TransactTime, now.Value);
        writer.AppendDecimal(Tags.OrderQty, ExactDecimal.Normalize(terms.OrderQty.Value));
        if (!hasTerms) return;
        Write(ref writer, in terms);
        foreach ((int tag, string value) in dialect.OrderFields) writer.Append(tag, value);
    }

    private void Write(ref FixMessageWriter writer, in OrderTerms terms)
    {
        writer.AppendChar(Tags.OrdType, (byte)terms.OrdType);
        if (terms.Price is { } price) writer.AppendDecimal(Tags.Price, ExactDecimal.Normalize(price.Value));
        if (terms.StopPx is { } stop) writer.AppendDecimal(Tags.StopPx, ExactDecimal.Normalize(stop.Value));
        writer.AppendChar(Tags.TimeInForce, (byte)terms.TimeInForce);
        if (terms.ExpireTime.IsNone) return;
        // Up to 4.1 a second was as fine as it went.
        FixTimePrecision precision =
            version < FixVersion.Fix42 ? FixTimePrecision.Seconds : FixTimePrecision.Milliseconds;
        writer.AppendUtcTimestamp(Tags.ExpireTime, terms.ExpireTime.Value, precision);
    }

    private void Write(ref FixMessageWriter writer, in VenueQuery query, UtcNanos now)
    {
        if (query.Kind == QueryKind.Positions)
        {
            WritePositions(ref writer, in query, now);
            return;
        }

        if (query.Kind == QueryKind.OpenOrders)
        {
            writer.Append(Tags.MassStatusReqID, IdOf(query.Id));
            writer.AppendChar(Tags.MassStatusReqType, AllOrders);
            AppendAccount(ref writer, query.Account);
            return;
        }

        Append(ref writer, Tags.OrderID, query.OrderId.Text);
        Append(ref writer, Tags.ClOrdID, query.WireId);
        if (HasAccount) AppendAccount(ref writer, query.Account);
        writer.Append(Tags.Symbol, query.Symbol);
        if (query.Side != default) writer.AppendChar(Tags.Side, Code(query.Side));
        if (version >= FixVersion.Fix44) writer.Append(Tags.OrdStatusReqID, IdOf(query.Id));
    }

    // RequestForPositions(AN): a snapshot of what is held now.
    private void WritePositions(ref FixMessageWriter writer, in VenueQuery query, UtcNanos now)
    {
        writer.Append(Tags.PosReqID, IdOf(query.Id));
        writer.AppendChar(Tags.PosReqType, PositionsWanted);
        writer.AppendChar(Tags.SubscriptionRequestType, Snapshot);
        AppendAccount(ref writer, query.Account);
        writer.AppendChar(Tags.AccountType, CustomerAccount);
        writer.AppendDate(Tags.ClearingBusinessDate, DateOnly.FromDateTime(now.ToDateTime()));
        writer.AppendUtcTimestamp(Tags.TransactTime, now.Value);
    }

    // Side(54): our numbers are its digits.
    private static byte Code(Side side) => (byte)('0' + (byte)side);

    private void AppendAccount(ref FixMessageWriter writer, string account)
    {
        if (account.Length > 0) writer.Append(Tags.Account, dialect.Accounts.Theirs(account));
    }

    // An id that the counterparty's form has no room for goes as an empty value, which no message can be sent with.
    private void Append(ref FixMessageWriter writer, int tag, ClOrdId id)
    {
        if (id.IsNone) return;
        if (!dialect.ClOrdIds.TryWrite(in id, out ShortText written)) written = default;
        writer.Append(tag, written.Utf8);
    }

    private static void Append(ref FixMessageWriter writer, int tag, ShortText text)
    {
        if (!text.IsEmpty) writer.Append(tag, text.Utf8);
    }
}
