using System;
using System.Collections.Generic;
using System.Linq;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Driving;

namespace Truefill.Simulation.Tests.Driving;

/// <summary>
/// The proof that the comparison bites: an engine with one thing wrong, now and then, is found. What is wrong is done to it
/// from outside, by changing what it is given or what is seen of it, so that the product holds no bug on purpose.
/// </summary>
public sealed class PlantedFaultTests
{
    private const int StepsMax = 200_000;
    private const int StepsPerSeed = 5_000;

    private static readonly Dictionary<string, Func<SimulationOptions>> Faults = new()
    {
        ["a duplicate is booked again now and then"] = () => Given(new Every(20), (ref Input x, Books books) =>
            IsTrade(in x) && IsBooked(in x, books), (ref Input x, long step) => x.Report.ExecId = Fresh(step)),
        ["a bust is lost"] = () => Given(new Every(5), Is(ExecType.TradeCancel), Drop),
        ["a correction is lost"] = () => Given(new Every(5), Is(ExecType.TradeCorrect), Drop),
        ["a price is a cent off"] = () => Given(new Every(100), Is(ExecType.Trade), (ref Input x, long _) =>
            x.Report.LastPx = x.Report.LastPx is { } px ? Px.FromTrusted(px.Value + 0.01m) : null),
        ["a fee is forgotten"] = () => Given(new Every(50), Is(ExecType.Trade), (ref Input x, long _) => x.Report.Fee = null),
        ["a sale is a purchase"] = () => Given(new Every(100), Is(ExecType.Trade), (ref Input x, long _) =>
            x.Report.Side = x.Report.Side == Side.Buy ? Side.Sell : Side.Buy),
        ["a late trade counts as the newest"] = () => Given(new Every(20), Is(ExecType.Trade), (ref Input x, long _) =>
            x.Report.TransactTime = x.ReceivedAt.AddNanos(365L * 86_400 * UtcNanos.PerSecond)),
        ["a cancel's end is not noticed"] = () => Given(new Every(10), Is(ExecType.Canceled), Drop),
        ["a restated quantity is not taken"] = () => Given(new Every(5), Is(ExecType.Restated), (ref Input x, long _) =>
            x.Report.OrderQty = null),
        ["ids are unique for ever where the venue starts anew each day"] = () => Given(new Every(1), Is(ExecType.Trade),
            (ref Input x, long _) => x.Report.Scope = 0),
        ["a trade is booked to the other account"] = () => Given(new Every(50), Is(ExecType.TradeCorrect), (ref Input x, long _) =>
            x.Report.AccountName = x.Report.AccountName == "ACC2" ? "ACC1" : "ACC2"),
        ["malformed input is passed over"] = () => Given(new Every(3), (ref Input x, Books _) => x.Kind == InputKind.Malformed, Drop),
        ["an overfill shows as open quantity"] = () => new SimulationOptions
        {
            Lie = seen => new Lying(seen) { Order = o => o.Overfill > 0 ? o with { LeavesQty = -o.Overfill } : o },
        },
        ["AvgPx is rounded to eight decimals"] = () => new SimulationOptions
        {
            Lie = seen => new Lying(seen) { Order = o => o with { AvgPx = decimal.Round(o.AvgPx, 8) } },
        },
        ["realised PnL of shorts has the wrong sign"] = () => new SimulationOptions
        {
            Lie = seen => new Lying(seen) { Position = p => p.Quantity < 0 ? p with { Realised = -p.Realised } : p },
        },
        ["one outcome is not counted"] = () => new SimulationOptions
        {
            Lie = seen => new Lying(seen) { Counted = c => c with { Duplicate = c.Duplicate / 50 * 50 } },
        },
    };

    private delegate bool Choice(ref Input input, Books books);

    private delegate void Change(ref Input input, long step);

    public static TheoryData<string> Names => [.. Faults.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_engine_with_a_fault_is_found_out(string name)
    {
        int steps = 0;
        for (ulong seed = 1; steps < StepsMax; seed++)
        {
            SimulationVerdict verdict = Simulation.Driving.Simulation.Run(seed, StepsPerSeed, Faults[name]());
            if (!verdict.IsOk) return;
            steps += StepsPerSeed;
        }

        Assert.Fail($"not found in {steps} steps: {name}");
    }

    [Fact]
    public void A_divergence_tells_the_key_the_values_and_what_led_there()
    {
        SimulationVerdict verdict = Enumerable.Range(1, 40)
            .Select(seed => Simulation.Driving.Simulation.Run((ulong)seed, StepsPerSeed, Faults["a price is a cent off"]()))
            .First(v => !v.IsOk);
        SimulationFailure failure = verdict.Failure!;
        Assert.Contains(failure.Divergences, d => d.Field is "AvgPx" or "NetCash" or "outcome");
        Assert.NotEmpty(failure.Inputs);
        Assert.Contains("Trade", failure.Inputs[^1], StringComparison.Ordinal);
    }

    private static SimulationOptions Given(Every every, Choice chosen, Change change) => new()
    {
        Tamper = (ref Input input, Books books, long step) =>
        {
            if (chosen(ref input, books) && every.Now()) change(ref input, step);
        },
    };

    private static Choice Is(ExecType type) =>
        (ref Input input, Books _) => input.Kind == InputKind.ExecutionReport && input.Report.ExecType == type;

    private static bool IsTrade(in Input input) =>
        input.Kind == InputKind.ExecutionReport && input.Report.ExecType == ExecType.Trade;

    private static bool IsBooked(in Input input, Books books) =>
        books.Executions.TryFind(new ExecKey(input.Report.Venue, input.Report.Scope, input.Report.ExecId), out _);

    private static ExecId Fresh(long step) => ExecId.FromTrusted(FormattableString.Invariant($"again{step}"));

    private static void Drop(ref Input input, long step) =>
        input = new Input { Kind = InputKind.Ignored, Source = input.Source, ReceivedAt = input.ReceivedAt };

    private sealed class Every(int n)
    {
        private int count;

        public bool Now() => ++count % n == 0;
    }
}
