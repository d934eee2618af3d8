using System;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Generation;

public sealed partial class InputGenerator
{
    private const int ActionCount = 9;

    private static readonly Currency Bnb = Currency.FromTrusted("BNB");

    private void Prologue()
    {
        Post(InputKind.Start, InputSource.Cli, new EngineStart(1, "simulated", "none", null));
        foreach (string venue in VenueNames)
            Post(InputKind.DefineVenue, InputSource.Cli, new DefineVenue(venue, ReadOnly: false));
        for (int i = 0; i < symbolCount; i++)
        {
            PostOperation(
                InputKind.DefineInstrument,
                new DefinedInstrument(SymbolNames[i], Multipliers[i], Currency.Usd, Ticks[i], Lots[i]));
        }

        for (int i = 0; i < accountCount; i++)
            PostOperation(InputKind.DefineAccount, new DefinedAccount(AccountNames[i], Methods[i]));
        foreach (string venue in VenueNames)
            Post(InputKind.SessionOpened, InputSource.OfVenue(venue), new SessionChange(venue));
        for (int i = 0; i < accountCount; i++)
        {
            if (chance.OneIn(3)) Import(i);
        }
    }

    private void Import(int account)
    {
        int symbol = chance.Below(symbolCount);
        decimal quantity = chance.Between(1, 500) * Lots[symbol] * (chance.OneIn(2) ? 1 : -1);
        PostOperation(
            InputKind.ImportPosition,
            new ImportedPosition(
                AccountNames[account], AnyStrategy(), SymbolNames[symbol],
                Quantity.Of(quantity), Quantity.Price(NextPrice(symbol)), Now));
    }

    // What a world mostly does differs from seed to seed.
    private void ChooseActions()
    {
        int[] usual = [20, 120, 12, 12, 4, 6, 4, 3, 10];
        for (int i = 0; i < ActionCount; i++) actionWeights[i] = usual[i] * chance.Between(1, 4);
    }

    private void Act()
    {
        int total = 0;
        foreach (int weight in actionWeights) total += weight;
        int roll = chance.Below(total);
        int action = 0;
        while (roll >= actionWeights[action]) roll -= actionWeights[action++];
        switch (action)
        {
            case 0:
                EnterOrder();
                break;
            case 1:
                Advance();
                break;
            case 2:
                AskCancel();
                break;
            case 3:
                AskReplace();
                break;
            case 4:
                AskCrossing();
                break;
            case 5:
                ExecuteWithoutOrder();
                break;
            case 6:
                Operate();
                break;
            case 7:
                ChangeSession();
                break;
            default:
                Revise();
                break;
        }
    }

    private void Operate()
    {
        int symbol = chance.Below(symbolCount);
        switch (chance.Below(8))
        {
            case 0:
                PostOperation(InputKind.SetFxRate, new ChangedFxRate(Bnb, Currency.Usd, chance.Between(200, 700)));
                break;
            case 1:
                Post(InputKind.CloseDeadLetter, InputSource.Cli,
                    new CloseDeadLetter(chance.Between(1, 99), false, "ops", "seen"));
                break;
            case 2 when chance.OneIn(8):
                Transfer(symbol);
                break;
            case 3:
                WorldOrder order = orders[chance.Below(OrderCount)];
                if (order.TradeCount > 0 && Has(FaultKind.LateFee))
                    ChargeFee(order);
                break;
            default:
                PostOperation(
                    InputKind.SetMark, new ChangedMark(SymbolNames[symbol], Quantity.Price(NextPrice(symbol))));
                break;
        }
    }

    private void Transfer(int symbol) => PostOperation(
        InputKind.TransferPosition,
        new MovedPosition(
            AnyAccount(), SymbolNames[symbol], StrategyNames[1], StrategyNames[2], Quantity.Of(Lots[symbol])));

    private void ChargeFee(WorldOrder order)
    {
        WorldTrade trade = order.Trades[chance.Below(Math.Min(order.TradeCount, WorldOrder.MaxTrades))];
        if (trade.Id.IsEmpty) return;
        Fee fee = new(new Money(chance.Between(-20, 500) / 100m, Currency.Usd), FeeKind.Exchange);
        PostOperation(
            InputKind.ChargeFee, new ChargedFee(venues[order.Venue], trade.Scope, new ExecId(trade.Id), fee));
        if (Has(FaultKind.Duplicate))
            PostOperation(
                InputKind.ChargeFee, new ChargedFee(venues[order.Venue], trade.Scope, new ExecId(trade.Id), fee));
    }

    private void ChangeSession()
    {
        if (chance.OneIn(40)) time += 86_400L * 1_000_000_000;
        int venue = chance.Below(VenueNames.Length);
        if (!Has(FaultKind.SessionLoss))
        {
            Post(InputKind.Ignored, VenueSources[venue], null);
            return;
        }

        Post(InputKind.SessionClosed, VenueSources[venue], new SessionChange(VenueNames[venue], "lost"));
        Post(InputKind.SessionOpened, VenueSources[venue], new SessionChange(VenueNames[venue]));
    }

    private string AnyAccount() => AccountNames[chance.Below(accountCount)];

    private string AnyStrategy() => StrategyNames[chance.Below(StrategyNames.Length)];

    private decimal NextPrice(int symbol)
    {
        decimal moved = prices[symbol] + chance.Between(-20, 20) * Ticks[symbol];
        if (moved > Ticks[symbol] * 50) prices[symbol] = moved;
        return prices[symbol];
    }
}
