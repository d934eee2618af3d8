using System.Collections.Generic;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Cli.Tests.Service;

namespace Truefill.Cli.Tests.Doors;

internal sealed class CliDoor(string stateDirectory) : IDoor
{
    public string Name => "cli";

    public Task<string> Enter(OrderAsk ask)
    {
        List<string> words =
        [
            "orders", "submit", "--symbol", ask.Symbol, "--side", ask.Side, "--qty", ask.Qty, "--type", ask.Type,
            "--account", ask.Account, "--cl-ord-id", ask.Id,
        ];
        if (ask.Price is not null) words.AddRange(["--price", ask.Price]);
        if (ask.StopPx is not null) words.AddRange(["--stop-px", ask.StopPx]);
        if (ask.Venue is not null) words.AddRange(["--venue", ask.Venue]);
        if (ask.ReduceOnly) words.Add("--reduce-only");
        if (ask.Parent is not null) words.AddRange(["--correlation-id", ask.Parent]);
        if (ask.ParentQty is not null) words.AddRange(["--parent-qty", ask.ParentQty]);
        return Run([.. words]);
    }

    public Task<string> Cancel(OrderAsk about, string? statedSymbol = null) => Run("orders", "cancel", about.Id);

    public Task<string> Replace(OrderAsk about, string qty) => Run("orders", "replace", about.Id, "--qty", qty);

    /// <summary>The code of the first error of a command that is refused.</summary>
    public Task<string> Run(params string[] words) => Run(null, words);

    public async Task<string> Run(string? token, string[] words)
    {
        string[] where = token is null ? ["--state-dir", stateDirectory, "--by", "ann"] : ["--token", token];
        Run run = await Cli.In([.. where, "-o", "json", .. words]);
        if (run.Code == 0) return IDoor.Taken;
        using JsonDocument error = JsonDocument.Parse(run.Error);
        return error.RootElement.GetProperty("error").Text("code")!;
    }
}
