using System;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Hosting;

namespace Truefill.Benchmarks.Loads;

/// <summary>
/// An engine on a journal of its own in a new directory, with the threads that <c>serve</c> gives it.
/// </summary>
internal sealed class ServedEngine : IDisposable
{
    private readonly BenchState state;

    public ServedEngine(BenchmarkRun run, bool spin)
    {
        state = new BenchState(run, JournalDurability.Sync);
        Host = EngineHost.Open(new EngineHostOptions
        {
            Storage = state.Storage,
            Journal = state.Options,
            Epoch = 1,
            Spin = spin,
        });
    }

    public EngineHost Host { get; }

    /// <summary>Starts it and enters and accepts the orders of the load.</summary>
    public void Start(FillLoad load)
    {
        Host.Start().GetAwaiter().GetResult();
        foreach (Input input in FillLoad.Opening.AsSpan(1)) Host.AskAsync(input).GetAwaiter().GetResult();
        for (int order = 1; order <= load.Size.Orders; order++)
        {
            // One lane keeps the order of arrival: an acceptance must not overtake its order.
            if (order % 1000 == 0 || order == load.Size.Orders)
                Host.AskAsync(load.Order(order)).GetAwaiter().GetResult();
            else
                _ = Host.AskAsync(load.Order(order));
            while (Host.Inbox.Queued > 2000) System.Threading.Thread.Yield();
        }

        for (int order = 1; order <= load.Size.Orders; order++) Host.Post(load.Acceptance(order));
        WaitUntilDurable();
    }

    /// <summary>Everything posted before is durable, and the replica has it.</summary>
    public void WaitUntilDurable()
    {
        while (Host.Inbox.Queued > 0) System.Threading.Thread.Yield();
        Host.AskAsync(new Input { Kind = InputKind.Ignored, Source = "bench" }).GetAwaiter().GetResult();
    }

    public void Dispose()
    {
        Host.Dispose();
        state.Dispose();
    }
}
