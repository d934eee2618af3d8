using System;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Engine.State;
using Truefill.Journal;
using Truefill.Server.Offline;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Journal;

/// <summary>A state directory of its own, and a service on it when asked for.</summary>
internal sealed class StateFixture : IDisposable
{
    private const int SegmentBytes = 1 << 18;

    private readonly string folder = Directory.CreateTempSubdirectory("truefill-state-").FullName;
    private int lastId;

    public StateFixture()
    {
        Path = Inside("state");
        StateDirectory.Init(Path, "desk-1", Guid.NewGuid());
    }

    public string Path { get; }

    public string JournalPath => System.IO.Path.Combine(Path, "journal");

    public string Inside(string name) => System.IO.Path.Combine(folder, name);

    /// <summary>The venue time of the fills.</summary>
    public UtcNanos TradedAt { get; set; } = new(1_767_225_600 * UtcNanos.PerSecond);

    public async Task<LiveLoop> Start(string? path = null)
    {
        // A program that another test starts holds this process's locks for the moment between fork and exec.
        for (int left = 50; ; left--)
        {
            try
            {
                return await LiveLoop.StartAsync(
                    new LiveLoopOptions
                    {
                        StateDirectory = path ?? Path,
                        Durability = JournalDurability.Os,
                        SegmentBytes = SegmentBytes,
                        Urls = ["http://127.0.0.1:0"],
                    },
                    CancellationToken.None);
            }
            catch (StateDirectoryException e) when (e.Fault == StateDirectoryFault.Locked && left > 0)
            {
                await Task.Delay(20);
            }
        }
    }

    public async Task Fill(LiveLoop service, int count)
    {
        // In groups, so that no block is larger than the small segments.
        foreach (int[] group in Enumerable.Range(0, count).Chunk(100))
            await Task.WhenAll(group.Select(_ => service.Host.AskAsync(Execution($"E{++lastId}"))));
    }

    /// <summary>A run that ends cleanly.</summary>
    public async Task FillAndStop(int count)
    {
        using LiveLoop service = await Start();
        await Fill(service, count);
    }

    /// <summary>Bytes that are no execution, as the API takes them.</summary>
    public static Task<Answer> Refuse(LiveLoop service, string raw) => service.Host.AskAsync(Nonsense(raw));

    public static Input Nonsense(string raw = "nonsense") => new()
    {
        Kind = InputKind.Malformed,
        Source = "inject",
        Raw = Encoding.UTF8.GetBytes(raw),
        Body = new MalformedInput(Domain.Intake.DeadLetterReason.Malformed, "not JSON"),
    };

    /// <summary>The program on this directory.</summary>
    public Task<Run> Cli(params string[] args) => On(Path, args);

    public Task<Run> On(string path, params string[] args) =>
        Tests.Cli.In([.. args, "--state-dir", path, "--yes"], directory: folder);

    public async Task<JsonElement> Json(params string[] args)
    {
        Run run = await Cli([.. args, "-o", "json"]);
        Assert.True(run.Code == 0, $"{string.Join(' ', args)}: {run.Code}\n{run.Error}\n{run.Out}");
        return Parse(run.Out);
    }

    public static JsonElement Parse(string text)
    {
        using JsonDocument document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    public static string HashAt(string path, ulong seq)
    {
        using OfflineState state = OfflineState.Open(path);
        return StateHash.Text(StateHash.Of(state.At(seq).Books));
    }

    public string[] Segments() => [.. Directory.GetFiles(JournalPath, "*.seg").Order(StringComparer.Ordinal)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private Input Execution(string id) => new()
    {
        Kind = InputKind.NormalisedExecution,
        Source = "inject",
        Raw = Encoding.UTF8.GetBytes("{\"exec_id\":\"" + id + "\"}"),
        Body = new NormalisedExecution
        {
            Symbol = "IBM",
            Side = Side.Buy,
            LastQty = Qty.FromTrusted(10),
            LastPx = Px.FromTrusted(100 + (int.Parse(id[1..], CultureInfo.InvariantCulture) % 7)),
            ExecId = new ExecId(ShortText.FromTrusted(id)),
            TransactTime = TradedAt,
            Account = "ACC1",
        },
    };
}
