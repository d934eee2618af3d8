using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;

namespace Truefill.Simulation.Generation;

public sealed partial class InputGenerator
{
    private const string ClientSource = InputSource.Http;
    private const string ObservedSource = "observed";

    private void EnterOrder()
    {
        WorldOrder order = orders[chance.Below(OrderCount)];
        if (order.IsUsed && !order.IsClosed && !chance.OneIn(4)) return;
        order.Clear(++serial);
        order.Account = chance.Below(accountCount);
        order.Symbol = chance.Below(symbolCount);
        order.Venue = chance.Below(VenueNames.Length);
        order.Side = chance.OneIn(2) ? Side.Buy : chance.OneIn(8) ? Side.SellShort : Side.Sell;
        order.Life = chance.OneIn(3) ? TimeInForce.GoodTillCancel : TimeInForce.Day;
        order.OrderQty = chance.Between(1, 200) * Lots[order.Symbol];
        order.Price = NextPrice(order.Symbol);
        order.OrderId = NewId('V');
        order.IsPhone = Has(FaultKind.PhoneOrder);
        if (order.IsPhone) return;
        order.FirstClOrdId = order.ClOrdId = NewId('O', Has(FaultKind.LongestId));
        order.IsObserved = chance.OneIn(2);
        order.Strategy = AnyStrategy();
        order.IsBlackHole = !order.IsObserved && Has(FaultKind.BlackHole);
        PostOrder(order, order.Account);
        if (accountCount > 1 && Has(FaultKind.SameIdInTwoAccounts))
            PostOrder(order, (order.Account + 1) % accountCount);
        if (Has(FaultKind.DuplicateClOrdId)) PostOrder(order, order.Account);
        if (Has(FaultKind.DeniedRequest)) PostDeniedOrder(order);
    }

    private void PostOrder(WorldOrder order, int account)
    {
        bool isMarket = chance.OneIn(5);
        Post(InputKind.NewOrderSingle, order.IsObserved ? ObservedSource : ClientSource, new NewOrderSingle
        {
            ClOrdId = new ClOrdId(order.FirstClOrdId),
            Symbol = SymbolNames[order.Symbol],
            Terms = new OrderTerms(
                order.Side,
                isMarket ? OrdType.Market : OrdType.Limit,
                order.Life,
                Quantity.Of(order.OrderQty),
                isMarket ? null : Quantity.Price(order.Price)),
            Account = AccountNames[account],
            Strategy = order.Strategy,
            Venue = VenueNames[order.Venue],
            Origin = order.IsObserved ? OrderOrigin.Observed : OrderOrigin.Client,
        });
    }

    private void PostDeniedOrder(WorldOrder order)
    {
        int wrong = chance.Below(4);
        Post(InputKind.NewOrderSingle, ClientSource, new NewOrderSingle
        {
            ClOrdId = new ClOrdId(NewId('D')),
            Symbol = SymbolNames[order.Symbol],
            Terms = new OrderTerms(
                order.Side,
                OrdType.Limit,
                order.Life,
                wrong == 0 ? Qty.Zero : Quantity.Of(order.OrderQty),
                wrong == 1 ? null : Quantity.Price(order.Price),
                wrong == 2 ? Quantity.Price(order.Price) : null),
            Account = wrong == 3 ? "NOBODY" : AccountNames[order.Account],
            Venue = VenueNames[order.Venue],
        });
    }

    private void AskCancel()
    {
        WorldOrder order = orders[chance.Below(OrderCount)];
        if (CanAsk(order) && !order.CancelPending && !order.ReplacePending) PostCancel(order);
    }

    private void AskReplace()
    {
        WorldOrder order = orders[chance.Below(OrderCount)];
        if (CanAsk(order) && !order.CancelPending && !order.ReplacePending) PostReplace(order);
    }

    // Both at once: seen on the wire only, where nobody could have refused the second.
    private void AskCrossing()
    {
        WorldOrder order = orders[chance.Below(OrderCount)];
        if (!CanAsk(order) || !order.IsObserved || order.CancelPending || order.ReplacePending) return;
        if (!Has(FaultKind.CrossingRequests)) return;
        PostReplace(order);
        PostCancel(order);
    }

    private static bool CanAsk(WorldOrder order) =>
        order.IsUsed && !order.IsPhone && !order.IsBlackHole && !order.IsDone && order.IsAccepted && order.Leaves > 0;

    private void PostCancel(WorldOrder order)
    {
        order.CancelId = NewId('C');
        order.CancelPending = true;
        Post(InputKind.OrderCancelRequest, order.IsObserved ? ObservedSource : ClientSource, new OrderCancelRequest
        {
            OrigClOrdId = new ClOrdId(order.ClOrdId),
            ClOrdId = new ClOrdId(order.CancelId),
            Account = AccountNames[order.Account],
            Origin = order.IsObserved ? OrderOrigin.Observed : OrderOrigin.Client,
        });
    }

    private void PostReplace(WorldOrder order)
    {
        order.ReplaceId = NewId('R');
        order.ReplacePending = true;
        order.ReplaceQty = order.CumQty + chance.Between(1, 200) * Lots[order.Symbol];
        Post(
            InputKind.OrderCancelReplaceRequest,
            order.IsObserved ? ObservedSource : ClientSource,
            new OrderCancelReplaceRequest
            {
                OrigClOrdId = new ClOrdId(order.ClOrdId),
                ClOrdId = new ClOrdId(order.ReplaceId),
                Account = AccountNames[order.Account],
                OrderQty = Quantity.Of(order.ReplaceQty),
                Origin = order.IsObserved ? OrderOrigin.Observed : OrderOrigin.Client,
            });
    }

    /// <summary>The engine refused a cancel or replace: the venue never sees it.</summary>
    public void Refused(in ClOrdId request)
    {
        foreach (WorldOrder order in orders)
        {
            if (order.CancelPending && order.CancelId == request.Text) order.CancelPending = false;
            if (order.ReplacePending && order.ReplaceId == request.Text) order.ReplacePending = false;
        }
    }

    private void Resolve(WorldOrder order)
    {
        Resolution how = chance.OneIn(3) ? Resolution.Rejected : chance.OneIn(8) ? Resolution.Filled
            : Resolution.Canceled;
        order.IsClosed = true;
        Post(InputKind.ResolveOrder, InputSource.Cli, new ResolveOrder
        {
            ClOrdId = new ClOrdId(order.FirstClOrdId),
            Account = AccountNames[order.Account],
            As = how,
            By = "ops",
            Reason = "venue shows nothing",
        });
        if (how == Resolution.Rejected && chance.OneIn(4)) Awake(order);
    }

    // The venue had it all the time, and was only slow.
    private static void Awake(WorldOrder order) => order.IsBlackHole = order.IsClosed = false;

    private void ExecuteWithoutOrder()
    {
        bool byHand = chance.OneIn(3);
        if (!Has(byHand ? FaultKind.HandInjection : FaultKind.OrderlessExecution)) return;
        int symbol = chance.Below(symbolCount);
        NormalisedExecution trade = new()
        {
            Symbol = SymbolNames[symbol],
            Side = chance.OneIn(2) ? Side.Buy : Side.Sell,
            LastQty = Quantity.Of(chance.Between(1, 50) * Lots[symbol]),
            LastPx = Quantity.Price(NextPrice(symbol)),
            ExecId = new ExecId(NewId('N')),
            TransactTime = Now,
            Account = AnyAccount(),
            Strategy = AnyStrategy(),
            Fee = chance.OneIn(3) ? new Fee(new Money(0.35m, Currency.Usd), FeeKind.Commission) : null,
            Reason = byHand ? "missed at the venue" : null,
            By = byHand ? "ops" : null,
        };
        string source = byHand ? "inject" : "redis";
        Post(InputKind.NormalisedExecution, source, trade);
        if (Has(FaultKind.Duplicate)) Post(InputKind.NormalisedExecution, source, trade);
        if (Has(FaultKind.Correct)) Post(InputKind.NormalisedExecution, source, Corrected(ref trade));
        if (Has(FaultKind.Bust)) Post(InputKind.NormalisedExecution, source, Busted(trade));
        if (Has(FaultKind.GarbageNumber))
            Post(InputKind.NormalisedExecution, source,
                trade with { ExecId = new ExecId(NewId('N')), LastQty = -trade.LastQty });
    }

    private NormalisedExecution Corrected(ref NormalisedExecution trade)
    {
        trade = trade with
        {
            ExecType = ExecType.TradeCorrect,
            ExecRefId = trade.ExecId,
            ExecId = new ExecId(NewId('N')),
            LastPx = Quantity.Price(trade.LastPx.Value + 1),
        };
        return trade;
    }

    private NormalisedExecution Busted(NormalisedExecution trade) => trade with
    {
        ExecType = ExecType.TradeCancel,
        ExecRefId = trade.ExecId,
        ExecId = new ExecId(NewId('N')),
        Fee = null,
    };
}
