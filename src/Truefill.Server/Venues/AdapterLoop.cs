using System;
using System.Diagnostics;
using System.Globalization;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Venues;

namespace Truefill.Server.Venues;

/// <summary>
/// Runs one venue's adapter for as long as the service runs. Whatever an adapter throws, also where it is handed a
/// command or a question, ends its session and nothing else; it is started again after a pause that grows.
/// </summary>
/// <param name="report">Takes a line for the log.</param>
internal sealed class AdapterLoop(IVenue adapter, VenueInlet inlet, VenueGateway gateway, Action<string> report)
{
    private static readonly RetryPause Restart = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));
    private static readonly TimeSpan EndTime = TimeSpan.FromSeconds(5);

    public async Task RunAsync(CancellationToken stop)
    {
        for (int failures = 1; !stop.IsCancellationRequested; failures++)
        {
            long started = Stopwatch.GetTimestamp();
            Task run = Task.Run(() => RunOnceAsync(stop), CancellationToken.None);
            await Task.WhenAny(run);
            if (run.IsCompletedSuccessfully || stop.IsCancellationRequested) return;

            // One that ran for long has failed for another reason than before.
            if (Stopwatch.GetElapsedTime(started) > Restart.Longest) failures = 1;
            TimeSpan pause = Restart.After(failures, Random.Shared.NextDouble());
            string why = run.Exception?.InnerException?.Message ?? "its adapter ended";
            report(string.Create(
                CultureInfo.InvariantCulture,
                $"venue {adapter.Id}: {why}; it is started again in {pause.TotalSeconds:0.#} s"));
            inlet.Post(new VenueReport { Kind = VenueReportKind.SessionClosed, Detail = why });
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

        await session.CancelAsync();
        await Task.WhenAny(run, Task.Delay(EndTime, stop));
        throw new InvalidOperationException("its adapter failed: " + (await broken).Message, await broken);
    }
}
