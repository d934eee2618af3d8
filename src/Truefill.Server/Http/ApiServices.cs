using System;
using Truefill.Server.Hosting;
using Truefill.Server.Http.Streaming;
using Truefill.Server.Views;

namespace Truefill.Server.Http;

/// <summary>What the routes share: the engine, the journal as far as it may be read, the event feed.</summary>
public sealed class ApiServices : IDisposable
{
    public ApiServices(ApiContext context)
    {
        Context = context;
        EngineHostOptions options = context.Engine.Options;
        Journal = new JournalWindow(options.Storage, options.Journal);
        Feed = new EventFeed(context);
    }

    public ApiContext Context { get; }

    public JournalWindow Journal { get; }

    public EventFeed Feed { get; }

    public void Dispose() => Feed.Dispose();
}
