using System;
using System.Collections.Generic;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Cli.Tests.Configuration;
using Truefill.Journal;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Service;

/// <summary>One state directory that is started again and again, each time with another configuration.</summary>
public sealed class ConfiguredService : IDisposable
{
    private readonly string root = Directory.CreateTempSubdirectory("tf-").FullName;

    public ConfiguredService() => StateDirectory.Init(State, "configured", Guid.NewGuid());

    public string State => Path.Combine(root, "state");

    /// <summary>What the service told a person, of all its starts.</summary>
    public IList<string> Told { get; } = [];

    public void Dispose() => Directory.Delete(root, recursive: true);

    /// <summary>What the configuration makes of this text.</summary>
    public LiveLoopOptions Plan(string yaml) => ServicePlanning.Of(Load.Good(yaml), State, root) with
    {
        Urls = ["http://127.0.0.1:0"],
        Durability = JournalDurability.Os,
        SegmentBytes = 1 << 20,
        WarnFree = 1,
        StopOrdersFree = 1,
        Report = Told.Add,
    };

    public Task<LiveLoop> Start(string yaml) => LiveLoop.StartAsync(Plan(yaml), CancellationToken.None);
}
