using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Risk;
using Truefill.Domain.Venues.Commands;
using Truefill.Engine.Inputs;
using Truefill.Server.Hooks;
using Truefill.Server.Logging;
using Truefill.Server.Tests.Hooks;

namespace Truefill.Server.Tests.Logging;

/// <summary>Two runs of a service over a venue that comes and goes: every documented event of the live loop is a line.</summary>
public sealed class LiveLoopLogTests : IDisposable
{
    private static readonly HookPlan Nobody = new();
    private readonly MemoryStream written = new();

    [Fact]
    public async Task Every_documented_event_of_the_live_loop_is_logged_with_its_fields()
    {
        Recorder faulty = new() { OnKill = static () => throw new InvalidOperationException("a bug of the desk") };
        using (HookDay day = await HookDay.Start(new HookPlan { Code = [faulty] }, new EventLog(written, isJson: true)))
        {
            await Trade(day);
            day.Stop();
            day.Venue.IsReachable = false;

            // What the first run held, the second takes up again.
            MemoryStream second = new();
            await day.Restart(Nobody, new EventLog(second, isJson: true), isReachable: false);
            day.Stop();
            written.Write(second.ToArray());
        }

        Dictionary<string, string[]> documented = Documented();
        Assert.True(documented.Count >= 19, $"{documented.Count} events are documented");
        ILookup<string, JsonElement> lines = Lines().ToLookup(line => line.GetProperty("event").GetString()!);
        List<string> missing = [];
        foreach ((string name, string[] fields) in documented)
        {
            JsonElement[] of = [.. lines[name]];
            if (of.Length == 0) missing.Add($"{name} is not logged");
            foreach (string field in fields.Where(field => !of.All(line => line.TryGetProperty(field, out _))))
                if (of.Length > 0) missing.Add($"{name} has no {field}: {of[0].GetRawText()}");
        }

        Assert.True(missing.Count == 0, string.Join('\n', missing));
        Assert.Empty(lines.Select(group => group.Key).Where(name => name.StartsWith("live_loop.", StringComparison.Ordinal)).Except(documented.Keys));
        Assert.Contains(lines["live_loop.requeue_order"], line => line.GetProperty("message").GetString()!.EndsWith("is held from an earlier run", StringComparison.Ordinal));
        JsonElement retry = lines["live_loop.heartbeat_retry"].First();
        Assert.Equal(("V", 1, "the line broke"), (retry.GetProperty("venue").GetString(), retry.GetProperty("attempt").GetInt32(), retry.GetProperty("reason").GetString()));
        Assert.InRange(retry.GetProperty("delay_ms").GetInt64(), 700, 1000);
    }

    public void Dispose() => written.Dispose();

    private static async Task Trade(HookDay day)
    {
        await day.Submit();
        string first = await Sent(day, 1);
        day.Venue.Say(ExecType.New, first);
        day.Venue.Say(ExecType.Trade, first, 4, 10);
        await day.Submit(qty: 7);
        day.Venue.Say(ExecType.Rejected, await Sent(day, 2));
        await day.Submit(qty: 8);
        string third = await Sent(day, 3);
        day.Venue.Say(ExecType.New, third);
        day.Venue.Say(ExecType.Canceled, third);
        day.Venue.Say(ExecType.New, "elsewhere", symbol: "MSFT");
        day.Venue.Say(ExecType.Trade, first, 100, 10);

        // More than was ordered: its strategy and the orders of its whole go on when a person has looked.
        await Eventually.Holds(
            () => day.Service.Host.Read(r => r.Books.KillSwitch.IsAnyEngaged), "the strategy is stopped");
        await day.Ask(InputKind.ChangeBreak, new ChangeBreak(1, BreakState.Resolved, null, "ann", "seen"));
        await day.Kill(KillSwitchState.Off, KillScope.Strategy, "swing");
        await day.Submit(qty: 9);
        await Sent(day, 4);
        day.Venue.SaySilent();

        // The line breaks over an order without an answer; a person resolves it. What comes meanwhile is held.
        int commands = day.Venue.Commands.Count;
        day.Venue.IsReachable = false;
        day.Venue.Break();
        await Eventually.Holds(() => Count(day, order => order.IsUnknown) == 1, "the order is unknown");
        ClOrdId unknown = day.Service.Host.Read(replica => replica.Books.Orders.All.Single(order => order.IsUnknown).ClOrdId);
        Assert.Equal(DenyReason.None, (await day.Ask(InputKind.ResolveOrder, new Domain.Orders.Commands.ResolveOrder
        {
            ClOrdId = unknown,
            As = Resolution.Rejected,
            Reason = "the desk says so",
            By = "ann",
        })).Reason);
        await day.Submit("HELD");
        await day.Submit("STOPPED");
        await day.Kill(KillSwitchState.Active, target: "STOPPED");
        await day.Submit("STOPPED");
        await day.Ask(InputKind.HoldTrading, new HoldTrading("V", "ann", "lunch"));
        await day.Ask(InputKind.ResumeTrading, new ResumeTrading("V", "ann", "back"));
        await day.Ask(InputKind.HoldTrading, new HoldTrading("V", "ann", "again"));
        Assert.Equal(commands, day.Venue.Commands.Count);
    }

    private static async Task<string> Sent(HookDay day, int count)
    {
        await Eventually.Holds(() => day.Venue.Commands.Count >= count, "the order is sent");
        return day.Venue.Commands.ElementAt(count - 1).WireId.ToString();
    }

    private static int Count(HookDay day, Func<Order, bool> condition) =>
        day.Service.Host.Read(replica => replica.Books.Orders.All.Count(condition));

    // The table of docs/monitoring.md.
    private static Dictionary<string, string[]> Documented()
    {
        return File.ReadLines(Checkout.PathOf("docs/monitoring.md"))
            .Where(line => line.StartsWith("| `live_loop.", StringComparison.Ordinal))
            .Select(line => line.Split('|'))
            .SelectMany(cells => cells[1].Split(',').Select(name => (Name: name.Trim(' ', '`'), Fields: cells[3])))
            .ToDictionary(
                row => row.Name,
                row => row.Fields.Split(',').Select(field => field.Trim(' ', '`')).Where(field => field.Length > 0).ToArray());
    }

    private IEnumerable<JsonElement> Lines() => Encoding.UTF8.GetString(written.ToArray())
        .Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement);
}
