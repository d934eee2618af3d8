using System.Buffers;
using System.Linq;
using System.Text.Json;
using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Intake;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Engine.Tests.Support;
using Truefill.Server.Http.Streaming;
using Truefill.Server.Views;

namespace Truefill.Server.Tests.Http;

/// <summary>What a day brought, from one day into the next, on an engine whose time the test moves.</summary>
public sealed class DayPnlOverMidnightTests
{
    private const long Hour = 3600 * UtcNanos.PerSecond;

    // The rig begins at 2023-11-14T22:13:20Z.
    private const long ToMidnight = (6400 * UtcNanos.PerSecond) + 1;

    private readonly EngineRig rig = new();
    private int lastId;

    [Fact]
    public void A_new_day_begins_with_what_the_day_before_ended_with()
    {
        Buy("ACC1", 10, 100);
        Mark(103);
        Assert.Equal("30", DayOf("ACC1"));

        rig.Wait(ToMidnight);
        Mark(103);
        Assert.Equal("0", DayOf("ACC1"));
        Mark(101);
        Assert.Equal("-20", DayOf("ACC1"));
        Buy("ACC2", 1, 100);
        Assert.Equal(("-20", "1"), (DayOf("ACC1"), DayOf("ACC2")));

        rig.Wait(24 * Hour);
        Mark(110);
        Assert.Equal(("90", "9"), (DayOf("ACC1"), DayOf("ACC2")));
    }

    [Fact]
    public void A_day_is_the_accounts_own()
    {
        Step(InputKind.DefineAccount, new DefineAccount("ACC1", Currency.Usd, LotMethod.Fifo));
        Step(InputKind.DefineAccount, new DefineAccount("ACC2", Currency.Usd, LotMethod.Fifo));

        // Its day ends an hour after midnight in Greenwich, as in a zone that is an hour behind.
        Step(InputKind.DefineRiskDays, new DefineRiskDays("ACC2", [new DayOffset(default, -Hour)]));
        Buy("ACC1", 10, 100);
        Buy("ACC2", 10, 100);
        Mark(103);

        rig.Wait(ToMidnight);
        Mark(104);
        Assert.Equal(("10", "40"), (DayOf("ACC1"), DayOf("ACC2")));
        rig.Wait(Hour);
        Mark(105);
        Assert.Equal(("20", "10"), (DayOf("ACC1"), DayOf("ACC2")));
    }

    [Fact]
    public void Whoever_watches_learns_that_a_day_has_begun_once()
    {
        Buy("ACC1", 10, 100);
        Replica replica = rig.Replay();
        ChangeWatcher watcher = new(replica, static _ => { });
        int blocks = rig.BlockCount;
        rig.Wait(3 * 60 * UtcNanos.PerSecond);
        Mark(103);
        rig.Replay(blocks, replica);
        Assert.False(watcher.HasDayTurned());

        blocks = rig.BlockCount;
        rig.Wait(ToMidnight);
        Step(InputKind.DefineVenue, new DefineVenue("V", ReadOnly: false));
        rig.Replay(blocks, replica);
        Assert.True(watcher.HasDayTurned());
        Assert.False(watcher.HasDayTurned());
    }

    [Fact]
    public void Fees_are_in_it_whether_a_limit_on_losses_is_set_or_not()
    {
        Assert.Equal(("28", "28"), (Fee(isLimited: false), Fee(isLimited: true)));

        static string? Fee(bool isLimited)
        {
            DayPnlOverMidnightTests desk = new();
            if (isLimited)
                desk.Step(InputKind.DefineLimits, new DefineLimits(
                    [new LimitValue("", "", "", "", LimitKind.MaxDailyLoss, 1000)], "hash", IsLive: false));
            desk.Buy("ACC1", 10, 100, fee: 2);
            desk.Mark(103);
            return desk.DayOf("ACC1");
        }
    }

    [Fact]
    public void What_is_imported_brings_nothing_of_what_it_made_before()
    {
        Mark(100);
        Import(100, 150);
        Assert.Equal("0", DayOf("ACC1"));
        Mark(101);
        Assert.Equal("100", DayOf("ACC1"));

        rig.Wait(ToMidnight);
        Mark(102);
        Assert.Equal("100", DayOf("ACC1"));
        Import(10, 50);
        Assert.Equal("100", DayOf("ACC1"));
    }

    [Fact]
    public void What_is_imported_without_a_mark_counts_from_the_first()
    {
        Import(100, 150);
        Assert.Null(DayOf("ACC1"));
        Mark(100);
        Assert.Equal("0", DayOf("ACC1"));
    }

    [Fact]
    public void A_restart_after_midnight_changes_nothing_of_it()
    {
        Buy("ACC1", 10, 100);
        Mark(103);
        rig.Wait(ToMidnight);
        Mark(101);
        string? before = DayOf("ACC1");

        rig.Step(new Input { Kind = InputKind.Start, Body = new EngineStart(2, "test", "", null), Source = "engine" });

        Assert.Equal(("-20", "-20"), (before, DayOf("ACC1")));
    }

    private string? DayOf(string account)
    {
        Replica replica = rig.Replay();
        ArrayBufferWriter<byte> buffer = new();
        using (Utf8JsonWriter json = new(buffer)) PnlView.Write(json, replica, null, default);
        using JsonDocument pnl = JsonDocument.Parse(buffer.WrittenMemory);
        return pnl.RootElement.GetProperty("totals").EnumerateArray()
            .Single(row => row.GetProperty("account").GetString() == account).GetProperty("day_pnl").GetString();
    }

    private void Import(decimal qty, decimal px) => Step(
        InputKind.ImportPosition,
        new ImportPosition(
            "ACC1", "", "IBM", Qty.FromTrusted(qty), Px.FromTrusted(px), ShortText.FromTrusted("I" + ++lastId), "ann",
            "opening"));

    private void Mark(decimal px) => Step(InputKind.SetMark, new SetMark("IBM", Px.FromTrusted(px)));

    private void Buy(string account, decimal qty, decimal px, decimal? fee = null) => Step(
        InputKind.NormalisedExecution,
        new NormalisedExecution
        {
            Symbol = "IBM",
            Side = Side.Buy,
            LastQty = Qty.FromTrusted(qty),
            LastPx = Px.FromTrusted(px),
            ExecId = new ExecId(ShortText.FromTrusted("E" + ++lastId)),
            TransactTime = new UtcNanos(1_700_000_000_000_000_000),
            Account = account,
            Fee = fee is { } paid ? new Fee(new Money(paid, Currency.Usd), FeeKind.Commission) : null,
        });

    private void Step(InputKind kind, object body) =>
        Assert.Equal(
        InputOutcome.Applied, rig.Step(new Input { Kind = kind, Body = body, Source = "http" })[0].Outcome);
}
