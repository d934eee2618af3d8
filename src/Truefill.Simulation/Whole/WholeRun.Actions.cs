using System;
using System.Linq;
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
using Truefill.Domain.Venues;
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
                AccountNames[i], Currency.Usd, features.Methods[i],
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
            features.LinksOrders
                ? SimulatedVenue.AllCapabilities
                : SimulatedVenue.AllCapabilities & ~VenueCapabilities.OneCancelsOther,
            RequestTimeout: 2 * UtcNanos.PerSecond,
            ComparesOnStart: true,
            CompareEvery: 20 * UtcNanos.PerSecond),
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
        Operate();
        if (Hits(features.Kill)) Kill();
        if (Hits(features.Foreign)) EnterElsewhere();
        if (Hits(features.UnaskedCancel) && AnyOpen() is { } victim)
            LinkOf(victim.Venue).Market.CancelUnasked(victim.WireIdInForce);
        if (Hits(features.Limits)) SetLimit();
        if (Hits(features.Reload)) Reload();
        if (Hits(features.Exit)) Exit();
        if (Hits(features.Transfer)) Transfer();
        if (Hits(features.Split)) Split();
        if (Hits(features.Advisory)) Advise();
        if (Hits(features.Advisory)) ExecuteSomeAdvisory();
        int what = chance.Below(4);
        if (what < 2 && Books.Orders.OpenCount < OpenOrdersMost) Enter();
        else if (what == 2) Replace();
        else Cancel();
    }

    private bool Hits(int weight) => weight > 0 && chance.Below(1024) < weight;

    private void Enter()
    {
        int account = chance.Below(AccountNames.Length);
        int symbol = chance.Below(SymbolNames.Length);
        OrderTerms terms = AnyTerms();
        Ask(
            InputKind.NewOrderSingle,
            new NewOrderSingle
            {
                ClOrdId = ClOrdId.FromTrusted($"c{++serial}"),
                Symbol = SymbolNames[symbol],
                Account = AccountNames[account],
                Strategy = StrategyNames[chance.Below(StrategyNames.Length)],
                Venue = LinkOfAccount(account).VenueName,
                Terms = terms,
                Bracket = Hits(features.Bracket) ? AnyBracket(terms.Side, symbol) : null,
            },
            "http");
    }

    private OrderTerms AnyTerms()
    {
        bool isMarket = chance.OneIn(5);
        TimeInForce life = chance.OneIn(6) ? TimeInForce.ImmediateOrCancel
            : features.EndsDay && chance.OneIn(4) ? TimeInForce.Day
            : TimeInForce.GoodTillCancel;
        decimal price = decimal.Round(prices[0] + 0.01m * chance.Between(-20, 20), 2);
        return new OrderTerms(
            chance.OneIn(2) ? Side.Buy : Side.Sell,
            isMarket ? OrdType.Market : OrdType.Limit,
            life,
            Quantity.Of(chance.Between(1, 100)),
            isMarket ? null : Quantity.Price(price));
    }

    private void Exit()
    {
        Position[] open = [.. Books.Positions.All.Where(IsOursAndOpen)];
        if (open.Length == 0) return;
        Position position = open[chance.Below(open.Length)];
        int account = Array.IndexOf(AccountNames, Books.Names.Of(position.Key.Account));
        int symbol = Array.IndexOf(SymbolNames, Books.Names.Of(position.Key.Symbol));
        bool isLong = position.Qty > Qty.Zero;
        Bracket levels = new(null, Quantity.Price(prices[symbol] + Away(isLong ? -1 : 1)));
        OrderTerms terms = new(
            isLong ? Side.Sell : Side.Buy, OrdType.Limit, TimeInForce.GoodTillCancel,
            Quantity.Of(chance.Between(1, (int)Math.Abs(position.Qty.Value))),
            Quantity.Price(prices[symbol] + Away(isLong ? 1 : -1)))
        {
            ReduceOnly = true,
        };
        Ask(
            InputKind.NewOrderSingle,
            new NewOrderSingle
            {
                ClOrdId = ClOrdId.FromTrusted($"c{++serial}"),
                Symbol = SymbolNames[symbol],
                Account = AccountNames[account],
                Strategy = Books.Names.Of(position.Key.Strategy),
                Venue = LinkOfAccount(account).VenueName,
                Terms = terms,
                Bracket = levels,
            },
            "http");
    }

    private void Transfer()
    {
        Position[] open = [.. Books.Positions.All.Where(IsOursAndOpen)];
        if (open.Length == 0) return;
        Position position = open[chance.Below(open.Length)];
        string from = Books.Names.Of(position.Key.Strategy);
        decimal part = Math.Sign(position.Qty.Value) * chance.Between(1, (int)Math.Abs(position.Qty.Value));
        Ask(
            InputKind.TransferPosition,
            new TransferPosition(
                Books.Names.Of(position.Key.Account),
                from,
                StrategyNames[1 - Array.IndexOf(StrategyNames, from)],
                Books.Names.Of(position.Key.Symbol),
                Quantity.Of(part),
                Price: null,
                "ops",
                "simulated"),
            "cli");
    }

    private bool IsOursAndOpen(Position position) =>
        !position.IsFlat && StrategyNames.Contains(Books.Names.Of(position.Key.Strategy));

    private decimal Away(int direction) => direction * 0.01m * chance.Between(2, 20);

    // Levels that trades reach now and then, as prices or as fractions of the fill's.
    private Bracket AnyBracket(Side side, int symbol)
    {
        int up = chance.Between(2, 20);
        int down = -chance.Between(2, 20);
        (int profit, int loss) = side == Side.Buy ? (up, down) : (down, up);
        decimal price = prices[symbol];
        return chance.OneIn(2)
            ? new Bracket(null, null, profit * 0.0001m, loss * 0.0001m)
            : new Bracket(Quantity.Price(price + profit * 0.01m), Quantity.Price(price + loss * 0.01m));
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

    // It comes to an order at rest: what a split that overtakes a trade is about, nobody could say. Nor may it be lost.
    private void Split()
    {
        if (AnyOpen() is not { } order || !order.CumQty.IsPositive || order.HasRequestInFlight) return;
        if (order.Leg != LegKind.None || order.Bracket is not null) return;
        if (LinkOf(order.Venue).TrySplit(order.WireIdInForce, order.CumQty)) Serve(mayCrash: false);
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
        InputKind.SetLimits, new SetLimits([AnyLimit()], "ops", "simulated", HasRiskRole: true), "cli");

    private void Reload() => Ask(
        InputKind.DefineLimits,
        new DefineLimits(chance.OneIn(4) ? [] : [AnyLimit()], $"read {++serial}", IsLive: false),
        InputSource.Configuration);

    private LimitValue AnyLimit() =>
        new("", "", "", SymbolNames[0], LimitKind.MaxOrderQty, chance.Between(20, 90));

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
