using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Truefill.Domain.Names;
using Truefill.Domain.Orders.Commands;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Journal;
using Truefill.Server.Hooks;
using Truefill.Server.Hosting;
using Truefill.Server.Service;
using Truefill.Server.Views;

namespace Truefill.Server.Embedding;

/// <summary>
/// The service inside a host. When the engine stops for good it stops the host too, with the exit code that
/// <c>truefill serve</c> would have. Thread-safe once started.
/// </summary>
public sealed partial class TruefillService(
    EmbeddedOptions options,
    IHostEnvironment environment,
    IConfiguration configuration,
    IHostApplicationLifetime lifetime,
    IEnumerable<ILiveLoopHooks> hooks,
    ILogger<TruefillService> log) : IHostedService, IAsyncDisposable
{
    private const int JournalNotWritable = 74;

    /// <summary>What orders of the embedding program are journaled as coming from.</summary>
    public const string Source = InputSource.Embedded;

    private LiveLoop? service;
    private WebHost? web;
    private CheckpointSchedule? checkpoints;

    // A host stops its services and disposes of them: the end is told once.
    private bool isStopped;

    /// <summary>Addresses of the HTTP API and the dashboard, with their real ports.</summary>
    public IReadOnlyList<string> Urls => web?.Urls ?? [];

    /// <summary>The engine's host, for all that the methods here do not say.</summary>
    /// <exception cref="InvalidOperationException">It is not running.</exception>
    public EngineHost Engine => service?.Host
        ?? throw new InvalidOperationException("Truefill is not running: start the host first.");

    /// <exception cref="InvalidOperationException">The configuration has errors.</exception>
    /// <exception cref="StateDirectoryException">The state directory is refused, with the reason.</exception>
    /// <exception cref="JournalCorruptException">The journal does not verify; nothing was changed.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        LiveLoopOptions plan = EmbeddedPlan.Of(options, environment, configuration) with { Report = Report };
        plan = plan with { Hooks = plan.Hooks with { Code = [.. options.Hooks, .. hooks] } };
        if (options.Http) ListenAddresses.RequireFree(plan);
        service = await LiveLoop.StartAsync(plan, cancellationToken);
        if (service.Held is { } held) Held(log, held);
        if (options.Http) web = await WebHost.StartAsync(service);
        else if (plan.Api.Notifications.Count > 0)
            Report("nobody is notified of alerts: they belong to the HTTP API, which is off");
        checkpoints = CheckpointSchedule.Inside(service, Report);
        Started(log, Words.Of(plan.Mode), service.StateDirectory, string.Join(", ", Urls));
        _ = StopWithEngine(service);
    }

    /// <summary>Decides what is queued, seals the journal and leaves a snapshot.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        checkpoints?.Dispose();
        if (web is not null) await web.DisposeAsync();
        web = null;
        if (service is null || isStopped) return;
        isStopped = true;
        if (service.Plan.CancelOpen && service.Host.Failure is null)
            await OpenOrders.CancelAsync(service.Host, TextWriter.Null);
        string? hash = service.Stop("the host stops");
        Stopped(log, service.Host.Read(static replica => replica.Seq), hash ?? "none");
    }

    /// <summary>
    /// Sends an order. The answer comes once the intent is durable; its <see cref="Answer.Reason"/> says whether it was
    /// refused. The same ClOrdID(11) again is the same order.
    /// </summary>
    /// <exception cref="EngineBusyException">
    /// Too much is queued, or the engine has stopped; nothing was taken.
    /// </exception>
    public Task<Answer> SubmitAsync(NewOrderSingle order) => Ask(InputKind.NewOrderSingle, order);

    /// <summary>Asks to cancel an order; as <see cref="SubmitAsync"/>.</summary>
    /// <exception cref="EngineBusyException">
    /// Too much is queued, or the engine has stopped; nothing was taken.
    /// </exception>
    public Task<Answer> CancelAsync(ClOrdId order, string account = "") => Ask(
        InputKind.OrderCancelRequest, new OrderCancelRequest { OrigClOrdId = order, Account = account });

    /// <summary>Reads the books as far as they are durable. Keep it short and copy what leaves.</summary>
    public T Read<T>(Func<Replica, T> read) => Engine.Read(read);

    /// <summary>
    /// What <paramref name="read"/> first gives that is not null, looked at after each change; null where the host, or
    /// the engine for good, stops before there is any.
    /// </summary>
    public async Task<T?> WaitFor<T>(Func<Replica, T?> read, CancellationToken cancel = default)
        where T : class
    {
        CancellationToken stopping = lifetime.ApplicationStopping;
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(cancel, stopping);

        // Nothing that could be disposed of: it may be told once more after it was taken away.
        TaskCompletionSource changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
        void OnAdvanced(ulong seq) => Volatile.Read(ref changed).TrySetResult();

        Engine.Advanced += OnAdvanced;
        try
        {
            for (; ; )
            {
                if (Read(read) is { } found) return found;
                await changed.Task.WaitAsync(ended.Token);
                Volatile.Write(ref changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
            }
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested && !cancel.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            Engine.Advanced -= OnAdvanced;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync(CancellationToken.None);
        service?.Dispose();
        service = null;
    }

    private Task<Answer> Ask(InputKind kind, object body) =>
        Engine.AskAsync(new Input { Kind = kind, Body = body, Source = Source });

    private async Task StopWithEngine(LiveLoop running)
    {
        Exception cause = await running.Failure;
        await Task.WhenAll(running.Venues.FinishFailStop(), web?.FinishAlerts() ?? Task.CompletedTask);
        Environment.ExitCode = cause is JournalWriteException ? JournalNotWritable : 1;
        Failed(log, cause);
        lifetime.StopApplication();
    }

    private void Report(string line) => Reported(log, line);

    [LoggerMessage(1, LogLevel.Information, "Truefill runs in {Mode} mode on {StateDirectory} at {Urls}")]
    private static partial void Started(ILogger log, string mode, string stateDirectory, string urls);

    [LoggerMessage(2, LogLevel.Information, "Truefill stopped at sequence {Seq}, state hash {Hash}")]
    private static partial void Stopped(ILogger log, ulong seq, string hash);

    [LoggerMessage(3, LogLevel.Warning, "Trading is held: {Reason}")]
    private static partial void Held(ILogger log, string reason);

    [LoggerMessage(4, LogLevel.Warning, "{Line}")]
    private static partial void Reported(ILogger log, string line);

    [LoggerMessage(5, LogLevel.Critical, "Truefill's engine has stopped; what was acknowledged is durable")]
    private static partial void Failed(ILogger log, Exception cause);
}
