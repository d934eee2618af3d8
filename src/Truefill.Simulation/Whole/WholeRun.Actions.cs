using System;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Generation;
using Truefill.Venues;
using Truefill.Venues.Simulated;

namespace Truefill.Simulation.Whole;

/// <content>What clients, operators, strangers and the market do.</content>
internal sealed partial class WholeRun
{
    private const int OpenOrdersMost = 24;

    private static readonly string[] AccountNames = ["ACC1", "ACC2"];
    private static readonly string[] SymbolNames = ["AAA", "BBB"];
    private static readonly string[] StrategyNames = ["", "alpha"];
    private static readonly LotMethod[] Methods = [LotMethod.Fifo, LotMethod.Average];
    private readonly decimal[] prices = [100m, 50m];

    private void Begin()
    {
        Start();
        foreach (FaultyLink link in links) Define(link);
        for (int i = 0; i < SymbolNames.Length; i++)
        {
            Ask(InputKind.DefineInstrument, new DefineInstrument(
                SymbolNames[i], Quantity.Price(1), Quantity.Price(0.01m), Quantity.Of(1), Currency.Usd), "cli");
            Ask(InputKind.DefineAccount, new DefineAccount(
                AccountNames[i], Currency.Usd, Methods[i],
                features.Venues == VenuePlan.TwoNamed ? links[i].VenueName : ""), "cli");
        }

        Input[][] opened = Array.ConvertAll(links, l => l.Inbox.ToArray());
        foreach (FaultyLink link in links) link.Inbox.Clear();
        Serve(mayCrash: false);
        for (int i = 0; i < links.Length; i++)
        {
            if (Books.Names.Venues.TryGet(links[i].VenueName, out int handle)) links[i].Venue = new VenueId(handle);
            foreach (Input input in opened[i]) links[i].Inbox.Enqueue(input);
        }

        Serve(mayCrash: false);
    }

    private void Define(FaultyLink link) => Ask(
        InputKind.DefineVenue,
        new DefineVenue(
            link.VenueName,
            ReadOnly: false,
            SimulatedVenue.AllCapabilities,
            RequestTimeout: 2 * UtcNanos.PerSecond,
            ComparesOnStart: true,
            CompareEvery: 20 * UtcNanos.PerSecond,
            Orphans: features.Orphans),
        "cli");

    private FaultyLink AnyLink() => links[chance.Below(links.Length)];

    private FaultyLink LinkOfAccount(int account) =>
        features.Venues == VenuePlan.TwoShared ? AnyLink() : links[account % links.Length];

    private void PrintTrade()
    {
        int symbol = chance.Below(SymbolNames.Length);
        prices[symbol] += 0.01m * chance.Between(-5, 5);
        AnyLink().Market.Print(new TradePrint(
            now, SymbolNames[symbol], Quantity.Price(prices[symbol]), Quantity.Of(chance.Between(1, 60))));
    }

    private void Act()
    {
        if (Hits(features.Kill)) Kill();
        if (Hits(features.Foreign)) EnterElsewhere();
        if (Hits(features.UnaskedCancel) && AnyOpen() is { } victim)
            LinkOf(victim.Venue).Market.CancelUnasked(victim.WireIdInForce);
        if (features.Forget > 0 && other.Below(1024) < features.Forget && AnyOpen() is { } lost
            && LinkOf(lost.Venue).Market.ForgetOrder(lost.WireIdInForce))
            forgotten.Add(lost.Handle);
        if (Hits(features.Limits)) SetLimit();
        int what = chance.Below(4);
        if (what < 2 && Books.Orders.OpenCount < OpenOrdersMost) Enter();
        else if (what == 2) Replace();
        else Cancel();
    }

    private bool Hits(int weight) => weight > 0 && chance.Below(1024) < weight;

    private void Enter()
    {
        int account = chance.Below(AccountNames.Length);
        Ask(
            InputKind.NewOrderSingle,
            new NewOrderSingle
            {
                ClOrdId = ClOrdId.FromTrusted($"c{++serial}"),
                Symbol = SymbolNames[chance.Below(SymbolNames.Length)],
                Account = AccountNames[account],
                Strategy = StrategyNames[chance.Below(StrategyNames.Length)],
                Venue = LinkOfAccount(account).VenueName,
                Terms = AnyTerms(),
            },
            "http");
    }

    private OrderTerms AnyTerms()
    {
        bool isMarket = chance.OneIn(5);
        TimeInForce life = chance.OneIn(6) ? TimeInForce.ImmediateOrCancel : TimeInForce.GoodTillCancel;
        decimal price = decimal.Round(prices[0] + 0.01m * chance.Between(-20, 20), 2);
        return new OrderTerms(
            chance.OneIn(2) ? Side.Buy : Side.Sell,
            isMarket ? OrdType.Market : OrdType.Limit,
            life,
            Quantity.Of(chance.Between(1, 100)),
            isMarket ? null : Quantity.Price(price));
    }

    private Order? AnyOpen()
    {
        int skipped = Books.Orders.OpenCount == 0 ? 0 : chance.Below(Books.Orders.OpenCount);
        foreach (Order order in Books.Orders.Open)
            if (skipped-- <= 0 && order.Origin == OrderOrigin.Client) return order;
        return null;
    }

    private void Cancel()
    {
        if (AnyOpen() is not { } order) return;
        Ask(InputKind.OrderCancelRequest, new OrderCancelRequest
        {
            OrigClOrdId = order.ClOrdId,
            ClOrdId = ClOrdId.FromTrusted($"c{++serial}"),
        }, "http");
    }

    private void Replace()
    {
        if (AnyOpen() is not { } order) return;
        Ask(InputKind.OrderCancelReplaceRequest, new OrderCancelReplaceRequest
        {
            OrigClOrdId = order.ClOrdId,
            ClOrdId = ClOrdId.FromTrusted($"c{++serial}"),
            OrderQty = Quantity.Of(order.CumQty.Value + chance.Between(1, 100)),
        }, "http");
    }

    private void Kill()
    {
        bool isGlobal = chance.OneIn(2);
        KillScope scope = isGlobal ? KillScope.Global : KillScope.Account;
        KillSwitchState state = chance.OneIn(2) ? KillSwitchState.Active : KillSwitchState.Off;
        Set(scope, isGlobal ? "" : AccountNames[0], state);
    }

    private void Set(KillScope scope, string target, KillSwitchState state) => Ask(
        InputKind.SetKillSwitch, new SetKillSwitch(scope, target, null, state, "simulated", "ops"), "cli");

    private void SetLimit() => Ask(
        InputKind.SetLimits,
        new SetLimits(
            [new LimitValue("", "", "", SymbolNames[0], LimitKind.MaxOrderQty, chance.Between(20, 90))],
            "ops", "simulated", HasRiskRole: true),
        "cli");

    // Somebody else trades on the same account.
    private void EnterElsewhere()
    {
        int account = chance.Below(AccountNames.Length);
        FaultyLink link = LinkOfAccount(account);
        if (!link.Market.IsConnected) return;
        link.Market.Send(
            new VenueCommand(
                VenueCommandKind.New, default, ClOrdId.FromTrusted($"X{++serial}"), default, default,
                AccountNames[account], SymbolNames[chance.Below(2)], AnyTerms(), Qty.Zero),
            now);
    }
}
