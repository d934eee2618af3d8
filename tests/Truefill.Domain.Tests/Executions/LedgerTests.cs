using System.Collections.Generic;
using System.Globalization;
using Truefill.Domain.Executions;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Tests.Positions;
using Truefill.Domain.Time;

namespace Truefill.Domain.Tests.Executions;

[Collection(MeasuredTests.Name)]
public class LedgerTests
{
    [Fact]
    public void A_million_ids_are_found_as_in_a_plain_dictionary()
    {
        const int Count = 1_000_000;
        ExecutionLedger ledger = new();
        Dictionary<(int, int, string), int> model = [];
        Chance chance = new(7);
        for (int i = 1; i <= Count; i++)
        {
            (int venue, int scope, string id) = (1 + chance.Below(3), 20_000 + chance.Below(5),
                IdOf(chance.Below(Count)));
            ExecKey key = new(new VenueId(venue), scope, LedgerRig.Id(id));
            bool known = model.TryGetValue((venue, scope, id), out int handle);
            Assert.Equal(known, ledger.TryFind(key, out ExecHandle found));
            Assert.Equal(handle, found.Value);
            if (known) continue;
            model.Add((venue, scope, id), ledger.NextHandle.Value);
            ledger.Apply(
                new TradeBooked(
                    ledger.NextHandle, key, default, default, default, Side.Buy, LedgerRig.Q(i), LedgerRig.P(1),
                    default,
                        i, new UtcNanos(i)),
                new PositionHandle(1));
        }

        Assert.Equal(model.Count, ledger.Count);
        foreach (((int venue, int scope, string id), int handle) in model)
        {
            Execution execution = ledger[new ExecHandle(handle)];
            Assert.Equal(new ExecKey(new VenueId(venue), scope, LedgerRig.Id(id)), execution.Key);
            Assert.True(ledger.TryFind(execution.Key, out ExecHandle found) && found.Value == handle);
        }
    }

    [Fact]
    public void Ids_of_one_digest_are_told_apart_by_their_text_and_do_not_stall()
    {
        // Every id lands in the same cell of the index; nothing may be lost and no growth may run away.
        Domain.Names.IdIndex index = new();
        for (uint i = 1; i <= 5000; i++) index.Add(0xABCD_1234, i);
        for (uint i = 1; i <= 5000; i++) index.Add(unchecked(i * 2_654_435), i);
        HashSet<uint> found = [];
        Domain.Names.IdIndex.Candidates candidates = index.Find(0xABCD_1234);
        while (candidates.MoveNext()) found.Add(candidates.Current);
        Assert.Equal(5000, found.Count);
    }

    [Fact]
    public void An_id_that_a_venue_gives_anew_each_day_is_another_execution()
    {
        LedgerRig rig = new();
        Order order = rig.Order("A", "S", "X", Side.Buy);
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(rig.Trade("1", 10, 5, 1, scope: 20_000), order));
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(rig.Trade("1", 20, 5, 2, scope: 20_001), order));
        Assert.Equal(30, rig.Position().Qty.Value);
    }

    [Fact]
    public void A_bust_of_the_next_day_finds_the_latest_trade_at_or_before_its_date()
    {
        LedgerRig rig = new();
        Order order = rig.Order("A", "S", "X", Side.Buy);
        rig.Executions.Report(rig.Trade("1", 10, 5, 1, scope: 20_000), order);
        rig.Executions.Report(rig.Trade("1", 20, 5, 2, scope: 20_003), order);
        rig.Executions.Report(rig.Trade("1", 40, 5, 3, scope: 20_009), order);
        Assert.Equal(InputOutcome.Applied, rig.Executions.Report(rig.Bust("2", "1", 4, scope: 20_004), order));
        Assert.Equal(50, rig.Position().Qty.Value);
        Assert.True(rig.Books.Executions[new ExecHandle(2)].IsBusted);
        Assert.Equal(50, order.CumQty.Value);
    }

    [Fact]
    public void A_bust_of_the_next_day_before_its_trade_waits_for_it()
    {
        LedgerRig rig = new();
        Order order = rig.Order("A", "S", "X", Side.Buy);
        rig.Executions.Report(rig.Bust("2", "1", 4, scope: 20_001), order);
        Assert.Equal(1, rig.Books.Executions.AwaitedCount);
        rig.Executions.Report(rig.Trade("1", 10, 5, 1, scope: 20_000), order);
        Assert.Equal(0, rig.Books.Executions.AwaitedCount);
        Assert.Equal(0, rig.Position().Qty.Value);
        Assert.Equal(0, order.CumQty.Value);
    }

    [Fact]
    public void Live_and_original_terms_of_a_corrected_trade_can_both_be_read()
    {
        LedgerRig rig = new();
        Order order = rig.Order("A", "S", "X", Side.Buy);
        rig.Executions.Report(rig.Trade("1", 10, 5.5m), order);
        rig.Executions.Report(rig.Correct("2", "1", 8, 5.25m), order);
        Execution execution = rig.Books.Executions[new ExecHandle(1)];
        Assert.Equal((8m, 5.25m), (execution.LastQty.Value, execution.LastPx.Value));
        Assert.Equal((10m, 5.5m), (execution.OriginalQty.Value, execution.OriginalPx.Value));
        Assert.True(execution.IsCorrected);
        Assert.Equal("2", Assert.Single(execution.Amendments).Key.ExecId.ToString());
        Assert.Equal(order.Handle, execution.Order);
        Assert.Equal(8, order.CumQty.Value);
    }

    [Fact]
    public void A_remembered_id_and_its_fill_take_at_most_144_bytes()
    {
        const int Count = 500_000;
        ExecutionLedger ledger = new();
        long before = System.GC.GetTotalMemory(forceFullCollection: true);
        for (int i = 1; i <= Count; i++)
        {
            ExecKey key = new(new VenueId(1), 0, LedgerRig.Id(IdOf(i)));
            ledger.Apply(
                new TradeBooked(
                    ledger.NextHandle, key, default, default, default, Side.Buy, LedgerRig.Q(1), LedgerRig.P(1),
                    default,
                        i, new UtcNanos(i)),
                new PositionHandle(1));
        }

        long bytes = System.GC.GetTotalMemory(forceFullCollection: true) - before;
        System.GC.KeepAlive(ledger);
        Assert.InRange(bytes / (double)Count, 0, 144);
    }

    private static string IdOf(int number) => "20131007-" + number.ToString("D9", CultureInfo.InvariantCulture);
}
