using System.Collections.Generic;
using System.Globalization;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Fix;

namespace Truefill.Server.Gateway;

/// <summary>A question of a client about its orders; answered out of the durable state.</summary>
/// <param name="Order">ClOrdID(11) of the order asked for; none: all that are open.</param>
/// <param name="WireId">OrderID(37), which is our wire id.</param>
/// <param name="Symbol">Empty: any.</param>
/// <param name="Account">Empty: any.</param>
/// <param name="QuestionId">OrdStatusReqID(790) or MassStatusReqID(584).</param>
internal sealed record ClientQuestion(
    bool IsMass, ClOrdId Order, ClOrdId WireId, string Symbol, string Account, Side Side, string? QuestionId)
{
    /// <summary>OrderStatusRequest(H) or OrderMassStatusRequest(AF).</summary>
    /// <returns>Null: <paramref name="verdict"/> says what it is answered with.</returns>
    public static ClientQuestion? Read(in FixMessage message, out FixVerdict verdict)
    {
        FixVerdict? refusal = ClientTexts.Refusal(in message);
        if (!ClientSide.TryRead(in message, out Side side))
            refusal ??= FixVerdict.Reject(
                SessionRejectReason.ValueIsIncorrect, Tags.Side, "Side(54) is none that orders here have");
        verdict = refusal ?? FixVerdict.Accepted;
        if (refusal is not null) return null;
        bool isMass = message.MsgType.Length == 2;
        return new ClientQuestion(
            isMass,
            IdOf(in message, Tags.ClOrdID),
            IdOf(in message, Tags.OrderID),
            message.Text(Tags.Symbol) ?? "",
            message.Text(Tags.Account) ?? "",
            side,
            message.Text(isMass ? Tags.MassStatusReqID : Tags.OrdStatusReqID));
    }

    /// <param name="prefix">Of the ExecID(17)s: no other answer has it.</param>
    public IReadOnlyList<ClientReport> Answer(Books books, string source, string prefix)
    {
        if (!books.Names.Sources.TryGet(source, out int handle)) handle = -1;
        List<ClientReport> reports = [];
        if (IsMass)
        {
            foreach (Order order in books.Orders.Open)
                if (order.Source.Value == handle && Takes(books, order)) Add(reports, books, order, prefix);
        }
        else if (Find(books, new SourceId(handle)) is { } found)
        {
            Add(reports, books, found, prefix);
        }

        if (reports.Count == 0) reports.Add(Nothing(prefix));
        return IsMass ? Numbered(reports) : reports;
    }

    private static ClOrdId IdOf(in FixMessage message, int tag) =>
        message.TryGet(tag, out System.ReadOnlySpan<byte> value) == FixRead.Found
        && ShortText.TryFrom(value, out ShortText text) ? new ClOrdId(text) : default;

    private bool Takes(Books books, Order order) =>
        (Symbol.Length == 0 || books.Names.Of(order.Symbol) == Symbol)
        && (Account.Length == 0 || books.Names.Of(order.Account) == Account)
        && (Side == default || order.Side == Side);

    private Order? Find(Books books, SourceId source)
    {
        OrderLookup found = books.Orders.FindOf(source, Order, Account, books.Names);
        if (!found.IsFound) found = books.Orders.FindWireOf(source, WireId);
        return found.IsFound ? books.Orders[found.Order] : null;
    }

    private void Add(List<ClientReport> reports, Books books, Order order, string prefix)
    {
        string execId = $"{prefix}-{(reports.Count + 1).ToString(CultureInfo.InvariantCulture)}";
        reports.Add(ClientOrder.Report(books, order, ExecType.OrderStatus) with
        {
            ExecId = execId,
            QuestionId = QuestionId,
        });
    }

    private static List<ClientReport> Numbered(List<ClientReport> reports)
    {
        int total = reports is [{ OrderId: "NONE" }] ? 0 : reports.Count;
        for (int i = 0; i < reports.Count; i++)
            reports[i] = reports[i] with { TotNumReports = total, IsLast = i == reports.Count - 1 };
        return reports;
    }

    private ClientReport Nothing(string prefix) => new()
    {
        ExecId = prefix,
        ExecType = ExecType.OrderStatus,
        OrdStatus = OrdStatus.Rejected,
        ClOrdId = Order,
        Symbol = Symbol,
        Account = Account,
        Terms = new OrderTerms(Side == default ? Side.Buy : Side, default, default, default),
        Refusal = DenyReason.UnknownOrder,
        Text = IsMass ? "no open orders" : ClientReportText.Of(DenyReason.UnknownOrder, null),
        QuestionId = QuestionId,
    };
}
