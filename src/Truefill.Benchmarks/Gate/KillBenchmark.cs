using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Threading;
using Truefill.Benchmarks.Http;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Hosting;
using Truefill.Server.Risk;

namespace Truefill.Benchmarks.Gate;

/// <summary>
/// How long after a kill switch of everything is asked for, inside the process, the last new order leaves for the
/// venue, while another thread puts in orders as fast as the engine takes them.
/// </summary>
internal sealed class KillBenchmark : IBenchmark
{
    public string Group => "gate";

    public IEnumerable<Figure> Run(BenchmarkRun run)
    {
        using ServedApi api = new(run, JournalDurability.Sync);
        long[] ticks = new long[run.Size(200, 5)];
        using (CancellationTokenSource stop = new())
        {
            Thread flood = new(() => Press(api.Host, stop.Token)) { IsBackground = true, Name = "flood" };
            flood.Start();
            for (int i = 0; i < ticks.Length; i++) ticks[i] = Kill(api);
            stop.Cancel();
            flood.Join();
        }

        api.CheckState();
        yield return new Figure("gate.kill_stops", Percentiles.Us(ticks, 99) / 1000, "ms to the last order, p99")
        {
            Floors = [Bound.AtMost(10)],
            Goals = [Bound.AtMost(10)],
        };
    }

    private static long Kill(ServedApi api)
    {
        long before = api.LastOrderAt;
        if (!SpinWait.SpinUntil(() => api.LastOrderAt > before, 10_000))
            throw new InvalidOperationException("no order leaves");
        Thread.Sleep(10);
        long start = Stopwatch.GetTimestamp();
        Set(api, KillSwitchState.Active);
        Thread.Sleep(20);
        long last = api.LastOrderAt;
        Set(api, KillSwitchState.Off);
        return Math.Max(0, last - start);
    }

    private static void Set(ServedApi api, KillSwitchState state)
    {
        KillOutcome outcome = api.Kills
            .Set(new SetKillSwitch(KillScope.Global, "", null, state, "bench", "bench")).GetAwaiter().GetResult();
        if (outcome is not { Reason: DenyReason.None, IsJournaled: true })
            throw new InvalidOperationException($"the kill switch was not set: {outcome}");
    }

    private static void Press(EngineHost host, CancellationToken stop)
    {
        for (long number = 1; !stop.IsCancellationRequested;)
        {
            try
            {
                _ = host.AskAsync(new Input
                {
                    Kind = InputKind.NewOrderSingle,
                    Source = "bench",
                    Body = new NewOrderSingle
                    {
                        ClOrdId = ClOrdId.FromTrusted(FormattableString.Invariant($"B-{number}")),
                        Account = GateLimits.Name("ACC", (int)(number % Http.OrderRequest.Accounts)),
                        Symbol = GateLimits.Name("SYM", (int)(number % Http.OrderRequest.Symbols)),
                        Venue = QuietVenue.Name,
                        Terms = new OrderTerms(
                            Side.Buy, OrdType.Limit, TimeInForce.Day, Qty.FromTrusted(100), Px.FromTrusted(10.25m)),
                    },
                });
                number++;
            }
            catch (EngineBusyException)
            {
                Thread.Yield();
            }
        }
    }
}
