using System;
using Truefill.Domain.Time;
using Truefill.Engine.Reading;
using Truefill.Server.Hosting;
using Truefill.Server.Http.Streaming;
using Truefill.Server.Offline;
using Truefill.Server.Views;

namespace Truefill.Server.Http;

/// <summary>
/// What the routes share: the engine, the journal as far as it may be read, the event feed. Offline there is only
/// what can be read; a route that needs more says so.
/// </summary>
public sealed class ApiServices : IDisposable
{
    private readonly ApiContext? context;
    private readonly EventFeed? feed;
    private readonly OfflineSource? offline;

    public ApiServices(ApiContext context)
    {
        this.context = context;
        EngineHostOptions options = context.Engine.Options;
        Journal = new JournalWindow(options.Storage, options.Journal);
        Access = context.Access;
        feed = new EventFeed(context);
    }

    internal ApiServices(OfflineSource offline, IAccess access)
    {
        this.offline = offline;
        Journal = new JournalWindow(offline.State.Journal, offline.State.Options);
        Access = access;
    }

    public ApiContext Context => context ?? throw NeedsService();

    public JournalWindow Journal { get; }

    public EventFeed Feed => feed ?? throw NeedsService();

    internal IAccess Access { get; }

    internal UtcNanos Now => offline?.Now ?? Context.Engine.Clock.Now;

    internal ProcessStatus Process => offline is null
        ? new ProcessStatus(
            Context.Mode, Context.Build, Running: true,
            Context.Engine.Failure?.Message, Context.Engine.Inbox.Queued, Now)
        : new ProcessStatus(offline.Mode, offline.Build, Running: false, Failure: null, Queued: 0, Now);

    public T Read<T>(Func<Replica, T> read) => offline is null ? Context.Engine.Read(read) : read(offline.Replica);

    public void Dispose() => feed?.Dispose();

    private static ApiException NeedsService() => new(503, "offline", "This needs the running service.");
}
