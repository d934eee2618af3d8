using System;
using System.IO;
using System.Threading.Tasks;
using Truefill.Domain.Advisories;
using Truefill.Domain.Advisories.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Hosting;

namespace Truefill.Server.Tests.Hosting;

/// <summary>What is still taken while there is hardly any space left.</summary>
public sealed class LowStorageTests : IDisposable
{
    private const string Advisory = "ADV-1";

    private readonly string folder = Directory.CreateTempSubdirectory("truefill-low-").FullName;
    private readonly PosixStorage disk;
    private readonly EngineHost host;

    public LowStorageTests()
    {
        disk = new PosixStorage(folder);
        SegmentedJournal.Initialize(disk);
        host = EngineHost.Open(new EngineHostOptions { Storage = disk, Epoch = 1 });
    }

    public void Dispose()
    {
        host.Dispose();
        disk.Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_approved_advisory_is_not_executed_and_can_be_once_there_is_space_again()
    {
        await host.Start();
        FrozenSnapshot snapshot = new(
            Advisory, "IBM", Px.FromTrusted(10), -0.02m, 0.03m, Qty.FromTrusted(5),
            host.Clock.Now.AddNanos(3600 * UtcNanos.PerSecond), "ACC1", "swing", "");
        Assert.Equal(DenyReason.None, await Ask(InputKind.ProposeAdvisory, new ProposeAdvisory(snapshot, "model")));
        Assert.Equal(
            DenyReason.None, await Ask(InputKind.DecideAdvisory, new DecideAdvisory(Advisory, true, "", "ann", "good")));
        ExecuteAdvisory execute = new(Advisory, RequiresBuyingPower: false, "ann");
        using (Low())
            await Assert.ThrowsAsync<EngineBusyException>(() => Ask(InputKind.ExecuteAdvisory, execute));
        Assert.False(IsStarted());

        host.Storage = null;
        Assert.Equal(DenyReason.None, await Ask(InputKind.ExecuteAdvisory, execute));
        Assert.True(IsStarted());
        using (Low())
            Assert.Equal(DenyReason.AdvisoryNotPending, await Ask(InputKind.ExecuteAdvisory, execute));
    }

    [Fact]
    public async Task A_replace_that_takes_quantity_away_is_taken_and_any_other_refused()
    {
        await host.Start();
        NewOrderSingle order = (NewOrderSingle)HostInputs.Order().Body!;
        await Ask(InputKind.NewOrderSingle, order with { Terms = order.Terms with { OrderQty = Qty.FromTrusted(10) } });
        using StorageGuard low = Low();
        await Refused(Replace("R1") with { OrderQty = Qty.FromTrusted(11) });
        await Refused(Replace("R2") with { Price = Px.FromTrusted(11) });
        await Refused(Replace("R3", "nothing") with { OrderQty = Qty.FromTrusted(1) });
        OrderCancelReplaceRequest smaller = Replace("R4") with { OrderQty = Qty.FromTrusted(9) };
        Assert.Equal(DenyReason.None, await Ask(InputKind.OrderCancelReplaceRequest, smaller));
        Assert.Equal(DenyReason.DuplicateClOrdId, await Ask(
            InputKind.OrderCancelReplaceRequest, smaller with { OrderQty = Qty.FromTrusted(12) }));
        Assert.Equal(DenyReason.None, await Ask(
            InputKind.OrderCancelRequest, new OrderCancelRequest { OrigClOrdId = order.ClOrdId }));
    }

    private static OrderCancelReplaceRequest Replace(string id, string original = "C1") =>
        new() { OrigClOrdId = ClOrdId.FromTrusted(original), ClOrdId = ClOrdId.FromTrusted(id) };

    private async Task Refused(OrderCancelReplaceRequest replace) => Assert.Contains(
        "storage is low",
        (await Assert.ThrowsAsync<EngineBusyException>(() => Ask(InputKind.OrderCancelReplaceRequest, replace))).Message,
        StringComparison.Ordinal);

    private async Task<DenyReason> Ask(InputKind kind, object body) =>
        (await host.AskAsync(new Input { Kind = kind, Body = body, Source = "test" })).Reason;

    private bool IsStarted() => host.Read(replica => replica.Books.Advisories.TryGet(Advisory)!.IsStarted);

    private StorageGuard Low()
    {
        StorageGuard low = new(folder, long.MaxValue, long.MaxValue, static _ => { });
        host.Storage = low;
        return low;
    }
}
