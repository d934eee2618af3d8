using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Following;
using Truefill.Server.Tests.Hooks;

namespace Truefill.Server.Tests.Following;

/// <summary>How the order event log says how it does.</summary>
public sealed class OrderEventLogTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("order-events-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task One_that_cannot_go_on_says_why_and_one_that_is_stopped_has_not_failed()
    {
        using HookDay day = await HookDay.Start(new Server.Hooks.HookPlan());
        BreakingStorage storage = new(day.Service.Host.Options.Storage);
        List<Exception> failures = [];
        using (OrderEventLog log = Open(day, storage, failures.Add))
        {
            log.Start();
            await Eventually.Holds(() => log.Waiting == 0, "it has read what there is");
            Assert.Null(log.Failure);

            storage.IsBroken = true;
            await day.Submit();
            await Eventually.Holds(() => log.Failure is not null, "it fails");
            Assert.Equal("no more bytes", log.Failure);
            await Eventually.Holds(() => log.Waiting > 0, "what comes waits");
        }

        Assert.Equal("no more bytes", Assert.Single(failures).Message);
        storage.IsBroken = false;
        OrderEventLog again = Open(day, storage, failures.Add);
        again.Start();
        again.Dispose();
        Assert.Null(again.Failure);
        Assert.Single(failures);
    }

    [Fact]
    public async Task What_comes_after_a_quiet_hour_is_not_an_hour_late()
    {
        using HookDay day = await HookDay.Start(new Server.Hooks.HookPlan());

        // As if one more record were durable at each moment.
        using OrderEventLog log = Open(day, day.Service.Host.Options.Storage, _ => { }, more: 1);
        log.Start();
        await Eventually.Holds(() => log.Waiting == 1, "it has read what there is");
        day.Service.Host.Clock.Advance(TimeSpan.FromHours(1));

        // As long as it has not looked once more, the lag is what it was, or an hour.
        await Task.Delay(500);
        await Eventually.Holds(
            () => log.Lag >= TimeSpan.Zero && log.Lag <= TimeSpan.FromMinutes(1), () => $"no hour, but {log.Lag}");
    }

    [Fact]
    public async Task Damaged_lines_at_the_end_are_kept_aside_and_written_anew()
    {
        using HookDay day = await HookDay.Start(new Server.Hooks.HookPlan());
        for (int i = 0; i < 5; i++) await day.Submit();
        await Write(day);
        string file = Path.Combine(folder, StateLayout.OrderEvents);
        string whole = File.ReadAllText(file);
        string[] lines = whole.Split('\n');
        string damaged = "\0\0\0\0\n{\"no\":1}\n[]\nhalf a li";
        File.WriteAllText(file, string.Join('\n', lines[..^3]) + "\n" + damaged);
        await Write(day);
        Assert.Equal(whole, File.ReadAllText(file));
        Assert.Equal(damaged, File.ReadAllText(Path.Combine(folder, "damaged-" + StateLayout.OrderEvents)));
    }

    [Fact]
    public async Task A_log_whose_file_cannot_be_opened_is_a_failed_follower_and_no_failed_start()
    {
        using HookDay day = await HookDay.Start(new Server.Hooks.HookPlan());
        Directory.CreateDirectory(Path.Combine(folder, StateLayout.OrderEvents));
        List<Exception> failures = [];
        using OrderEventLog log = Open(day, day.Service.Host.Options.Storage, failures.Add);
        log.Start();
        await Eventually.Holds(() => log.Failure is not null, "it fails");
    }

    [Fact]
    public async Task A_fill_that_completes_an_order_is_its_last_one_also_while_a_cancel_is_pending()
    {
        using HookDay day = await HookDay.Start(new Server.Hooks.HookPlan());
        ClOrdId id = await day.Submit();
        await Report(day, ExecType.New, OrdStatus.New);
        await day.Ask(InputKind.OrderCancelRequest, new OrderCancelRequest { OrigClOrdId = id, Account = "ACC1" });
        await Report(day, ExecType.PendingCancel, OrdStatus.PendingCancel);
        await Report(day, ExecType.Trade, OrdStatus.PendingCancel, exec: "E1", quantity: 4);
        await Report(day, ExecType.Trade, OrdStatus.PendingCancel, exec: "E2", quantity: 6);

        await Write(day);
        string[] fills = [.. File.ReadAllLines(Path.Combine(folder, StateLayout.OrderEvents))
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()!)
            .Where(name => name.Contains("fill", StringComparison.Ordinal))];
        Assert.Equal(["partial_fill", "filled"], fills);
    }

    private static async Task Report(
        HookDay day, ExecType type, OrdStatus status, string exec = "", decimal quantity = 0)
    {
        (ClOrdId wireId, VenueId venue) = day.Service.Host.Read(replica =>
        {
            Order order = replica.Books.Orders.All.Single();
            return (order.WireId, order.Venue);
        });
        Input input = new() { Kind = InputKind.ExecutionReport, Source = "venue:V" };
        input.Report = new ExecutionReport
        {
            Venue = venue,
            ExecType = type,
            OrdStatus = status,
            ClOrdId = wireId,
            OrderId = OrderId.FromTrusted("O1"),
            ExecId = exec.Length == 0 ? default : ExecId.FromTrusted(exec),
            LastQty = quantity == 0 ? null : Qty.FromTrusted(quantity),
            LastPx = quantity == 0 ? null : Px.FromTrusted(10),
        };
        await day.Service.Host.AskAsync(input);
    }

    private async Task Write(HookDay day)
    {
        using OrderEventLog log = Open(day, day.Service.Host.Options.Storage, _ => { });
        log.Start();
        await Eventually.Holds(() => log.Waiting == 0, "it has read what there is");
    }

    private OrderEventLog Open(HookDay day, IJournalStorage storage, Action<Exception> failed, ulong more = 0) => new(
        folder, storage, day.Service.Host.Options.Journal, failed,
        () => day.Service.Host.Read(replica => replica.Seq) + more, day.Service.Host.Clock);

    /// <summary>A journal that can be read until it is broken.</summary>
    private sealed class BreakingStorage(IJournalStorage disk) : StorageOver(disk)
    {
        public volatile bool IsBroken;

        protected override int Read(IJournalFile file, long offset, Span<byte> to) =>
            IsBroken ? throw new IOException("no more bytes") : base.Read(file, offset, to);
    }
}
