using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Service;

/// <summary>A service in a state directory of its own, with its HTTP API and its socket, and the CLI talking to it.</summary>
public sealed class ServiceFixture : IAsyncLifetime
{
    private readonly string root = Directory.CreateTempSubdirectory("tf-").FullName;
    private LiveLoop? service;
    private WebHost? web;

    public string StateDirectory => Path.Combine(root, "state");

    public string Url => web!.Urls[0];

    public LiveLoop Service => service!;

    public async Task InitializeAsync()
    {
        Truefill.Journal.StateDirectory.Init(StateDirectory, "cli-test", Guid.NewGuid());
        await Start();
    }

    public Task Start() => Start([]);

    /// <param name="instruments">Defined beside the two accounts.</param>
    public async Task Start(IEnumerable<DefineInstrument> instruments)
    {
        service = await LiveLoop.StartAsync(
            SmallService.In(StateDirectory) with
            {
                Definitions =
                [
                    Account("ACC1", LotMethod.Fifo), Account("ACC2", LotMethod.Average),
                    .. instruments.Select(static body => new Input
                    {
                        Kind = InputKind.DefineInstrument, Body = body, Source = "config",
                    }),
                ],
            },
            CancellationToken.None);
        web = await WebHost.StartAsync(service);
    }

    public async Task Stop()
    {
        if (web is not null) await web.DisposeAsync();
        service?.Dispose();
        web = null;
        service = null;
    }

    public async Task DisposeAsync()
    {
        await Stop();
        Directory.Delete(root, recursive: true);
    }

    /// <summary>Runs a command with this state directory; words in one string, separated by single spaces.</summary>
    internal Task<Run> Run(string line, string input = "") =>
        Cli.In(["--state-dir", StateDirectory, "--by", "ann", .. line.Split(' ')], directory: root, input: input);

    /// <summary>The document of a command that must end well.</summary>
    internal async Task<JsonElement> Json(string line, string input = "")
    {
        Run run = await Run("-o json " + line, input);
        Assert.True(run.Code == 0, $"{line}: exit {run.Code}: {run.Error}");
        return JsonDocument.Parse(run.Out).RootElement;
    }

    internal Task<JsonElement> Fill(string id, string side, string qty, string px, string symbol = "IBM") => Json(
        "inject - --reason test",
        $$"""
        {"symbol":"{{symbol}}","side":"{{side}}","order_id":"","fill_qty":{{qty}},"fill_price":{{px}},"exec_id":"{{id}}",
        "timestamp":1767225600000,"account":"ACC1"}
        """);

    internal string Write(string name, string text)
    {
        string path = Path.Combine(root, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static Input Account(string name, LotMethod method) => new()
    {
        Kind = InputKind.DefineAccount,
        Body = new DefineAccount(name, Currency.Usd, method),
        Source = "config",
    };
}
