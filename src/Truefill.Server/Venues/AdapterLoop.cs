using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Server.Hosting;
using Truefill.Venues;

namespace Truefill.Server.Venues;

/// <summary>
/// Runs one venue's adapter for as long as the service runs. Whatever an adapter throws, also where it is handed a
/// command or a question, and that it returns too early, ends its session and nothing else; it is started again after a
/// pause that grows.
/// </summary>
/// <param name="report">Takes a line for the log.</param>
internal sealed class AdapterLoop(IVenue adapter, VenueInlet inlet, VenueGateway gateway, Action<string> report)
{
    private static readonly RetryPause Restart = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    public async Task RunAsync(CancellationToken stop)
    {
        for (int failures = 1; !stop.IsCancellationRequested; failures++)
        {
            long started = Stopwatch.GetTimestamp();
            Task run = RunOnceAsync(stop);
            Exception? failure = await SideWork.FailureOf(run);
            if (stop.IsCancellationRequested) return;

            // One that ran for long has failed for another reason than before.
            if (Stopwatch.GetElapsedTime(started) > Restart.Longest) failures = 1;
            TimeSpan pause = Restart.After(failures, Random.Shared.NextDouble());
            string why = failure?.Message ?? "its adapter ended";
            report(string.Create(
                CultureInfo.InvariantCulture,
                $"venue {adapter.Id}: {why}; it is started again in {pause.TotalSeconds:0.#} s"));
            Close(why);
            inlet.Retrying(new VenueRetry(failures, pause, why));
            await Task.Delay(pause, stop).ContinueWith(static _ => { }, TaskScheduler.Default);
        }
    }

    private async Task RunOnceAsync(CancellationToken stop)
    {
        using CancellationTokenSource session = CancellationTokenSource.CreateLinkedTokenSource(stop);
        Task<Exception> broken = gateway.Broken();
        Task run = adapter.RunAsync(inlet, session.Token);
        if (await Task.WhenAny(run, broken) == run)
        {
            await run;
            return;
        }

        // Nothing more is given to it, and it never runs twice at a time.
        string why = "its adapter failed: " + (await broken).Message;
        Close(why);
        await session.CancelAsync();
        await Task.WhenAny(run);
        throw new InvalidOperationException(why, await broken);
    }

    // Once: since when it is closed does not change with every start that fails.
    private void Close(string why)
    {
        if (!inlet.IsClosed) inlet.Post(new VenueReport { Kind = VenueReportKind.SessionClosed, Detail = why });
    }
}
