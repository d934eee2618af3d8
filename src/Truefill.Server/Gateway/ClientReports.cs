using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Clients;
using Truefill.Domain.Clients.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.Recovery;

namespace Truefill.Server.Gateway;

/// <summary>
/// Turns facts about clients' orders into what those clients are told; live, or out of the journal. Called by whoever
/// plays the replica, behind its books.
/// </summary>
/// <param name="target">By source, where its reports go; null: it is no client of the gateway.</param>
public sealed partial class ClientReports(Replica replica, Func<string, Action<ClientReport>?> target)
    : SelectiveFacts, IInputListener
{
    private readonly Books books = replica.Books;
    private readonly Dictionary<int, Action<ClientReport>?> targets = [];

    // Of the input that is being played: what the client asked, whether it is decided for the first time, how many of
    // its orders that concerned, how many it should have, and why the first of those stays.
    private ClientMessage? asked;
    private bool isTaken;
    private int affected;
    private int refused;
    private string? refusal;

    public void OnInput(in JournaledInput input)
    {
        asked = input.Header.Kind == InputKind.ClientMessage ? input.Read(books).Body as ClientMessage : null;
        isTaken = false;
        affected = 0;
        refused = 0;
        refusal = null;
    }

    public override void Apply(in ClientMessageTaken e)
    {
        isTaken = true;
        source = e.Source;
    }

    private SourceId source;

    public override void Apply(in InputSettled e)
    {
        if (asked is null || !isTaken) return;
        if (asked is { Request: OrderMassCancelRequest all }) TellMassCancel(all);
        if (e.Outcome == InputOutcome.Duplicate) TellKnown(asked.Request);
        asked = null;
    }

    public override void Apply(in OrderDenied e)
    {
        if (TargetOf(e.Source) is not { } tell) return;
        NewOrderSingle? order = asked?.Request as NewOrderSingle;
        tell(new ClientReport
        {
            Seq = replica.Seq,
            ExecId = ClientReportText.ExecIdOf(replica.Seq),
            ExecType = ExecType.Rejected,
            OrdStatus = OrdStatus.Rejected,
            ClOrdId = e.ClOrdId,
            Account = order?.Account ?? books.Names.Of(e.Account),
            Symbol = order?.Symbol ?? books.Names.Of(e.Symbol),
            Terms = order?.Terms ?? default,
            OrderQty = order?.Terms.OrderQty ?? default,
            Refusal = e.Reason,
            Text = ClientReportText.Of(e.Reason, e.Detail),
            TransactTime = e.At,
        });
    }

    public override void Apply(in RequestDenied e)
    {
        if (TargetOf(e.Source) is not { } tell) return;
        Order? order = books.Orders.TryGet(e.Order);
        string text = ClientReportText.Of(e.Reason, e.Detail);
        refused++;
        refusal ??= text;
        tell(new ClientReport
        {
            Seq = replica.Seq,
            Kind = ClientReportKind.OrderCancelReject,
            ClOrdId = e.Request,
            OrigClOrdId =
                e.OrigClOrdId.IsNone && order is not null ? ClientOrder.IdInForce(order) : e.OrigClOrdId,
            OrderId = order is null ? "NONE" : order.WireId.ToString(),
            OrdStatus = order is null ? OrdStatus.Rejected : ClientOrder.StatusOf(order),
            Account = order is null ? "" : books.Names.Of(order.Account),
            ToReplace = e.Kind == RequestKind.Replace,
            Refusal = e.Reason,
            Text = text,
            TransactTime = e.At,
        });
    }

    private void TellMassCancel(OrderMassCancelRequest all) => TargetOf(source)?.Invoke(new ClientReport
    {
        Seq = replica.Seq,
        Kind = ClientReportKind.OrderMassCancelReport,
        ClOrdId = all.ClOrdId,
        OrderId = ClientReportText.ExecIdOf(replica.Seq),
        Account = all.Account,
        Symbol = all.Symbol,
        IsForSymbol = all.Symbol.Length > 0,
        AffectedOrders = affected,
        RefusedOrders = refused,
        Text = refused == 0 ? null : $"{refused} of {affected + refused} not canceled: {refusal}",
        TransactTime = replica.At,
    });

    // PossResend of an order that is here, or of a request about one: what has become of it.
    private void TellKnown(object again)
    {
        ClOrdId id = again switch
        {
            NewOrderSingle request => request.ClOrdId,
            OrderCancelRequest request => request.ClOrdId,
            OrderCancelReplaceRequest request => request.ClOrdId,
            _ => default,
        };
        OrderLookup known = books.Orders.FindOf(source, id);
        if (!known.IsFound) return;
        Order order = books.Orders[known.Order];
        if (again is NewOrderSingle) Tell(order, ExecType.OrderStatus);
        else Tell(order, ExecType.OrderStatus, id, ClientOrder.IdInForce(order, except: id), text: null);
    }

    private Action<ClientReport>? TargetOf(SourceId of)
    {
        if (targets.TryGetValue(of.Value, out Action<ClientReport>? found)) return found;
        found = target(books.Names.Of(of));
        targets.Add(of.Value, found);
        return found;
    }
}
