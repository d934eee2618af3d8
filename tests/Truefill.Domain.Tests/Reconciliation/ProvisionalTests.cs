using System.Linq;
using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Tests.Orders;
using Truefill.Domain.Tests.Support;
using Truefill.Domain.Tests.Venues;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Reconciliation;

/// <summary>Books that hold 100 IBM in ACC1 at a venue that lists more: corrections, and what becomes of them.</summary>
public sealed class ProvisionalTests
{
    private const VenueCapabilities Comparable = VenueRig.Everything | VenueCapabilities.QueryPositions;

    private readonly VenueRig rig = new(Comparable, isWhole: true);
    private UtcNanos listedAt;

    public ProvisionalTests() => Import("OPENING", 100, default);

    [Fact]
    public void Correction_makes_the_account_what_the_venue_listed_and_resolves_the_break()
    {
        Compare(110);
        Assert.Equal(DenyReason.None, Correct());
        Assert.Equal((110m, 10m), (Account(), Provisional()));
        PositionBreak resolved = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((BreakState.Resolved, "ann", "lost fill"), (resolved.State, resolved.By, resolved.Reason));
        Compare(110);
        Assert.Equal(ComparisonStatus.Match, rig.Books.Reconciliation.LastOf(rig.OrderRig.Venue)!.Value.Status);
        Assert.Single(rig.Books.Reconciliation.Breaks);
    }

    [Fact]
    public void Execution_that_comes_before_its_correction_leaves_nothing_to_correct()
    {
        Compare(110);
        Execute("E1", Side.Buy, 10, listedAt);
        Assert.Equal(DenyReason.BreakAgrees, Correct());
        Assert.Equal((110m, 0m), (Account(), Provisional()));
    }

    [Fact]
    public void Execution_that_comes_in_parts_around_its_correction_counts_once()
    {
        Compare(110);
        Execute("E1", Side.Buy, 4, listedAt);
        Correct();
        Assert.Equal((110m, 6m), (Account(), Provisional()));
        Execute("E2", Side.Buy, 6, listedAt);
        Assert.Equal((110m, 0m), (Account(), Provisional()));
        Assert.Empty(rig.Books.Reconciliation.Provisionals);
    }

    [Fact]
    public void Execution_that_comes_after_its_correction_replaces_it_at_no_gain_or_loss()
    {
        Compare(110);
        Correct();
        Execute("E1", Side.Buy, 10, listedAt, price: 12);
        Execute("E1", Side.Buy, 10, listedAt, price: 12);
        Assert.Equal((110m, 0m), (Account(), Provisional()));
        Assert.Equal(0m, Sub(SubLedgers.Provisional).Realized.Amount);
    }

    [Fact]
    public void Execution_after_the_list_counts_beside_the_correction()
    {
        Compare(110);
        Correct();
        Execute("E1", Side.Buy, 3, listedAt.AddNanos(1));
        Assert.Equal((113m, 10m), (Account(), Provisional()));
    }

    [Fact]
    public void Fee_in_the_traded_asset_is_part_of_what_the_list_knew()
    {
        Compare(109);
        Correct();
        Assert.Equal((109m, 9m), (Account(), Provisional()));
        Execute("E1", Side.Buy, 10, listedAt, fee: 1);
        Assert.Equal((109m, 0m), (Account(), Provisional()));
        Assert.Empty(rig.Books.Reconciliation.Provisionals);
    }

    [Fact]
    public void Fee_in_the_traded_asset_that_is_told_after_its_trade_replaces_the_correction_too()
    {
        Compare(107);
        Correct();
        Execute("E1", Side.Buy, 10, listedAt);
        Assert.Equal((107m, -3m), (Account(), Provisional()));
        Execute("E1", Side.Buy, 10, listedAt, fee: 1);
        Assert.Equal((107m, -2m), (Account(), Provisional()));
        Charge("E1", 2);
        Assert.Equal((107m, 0m), (Account(), Provisional()));
    }

    [Fact]
    public void Fee_in_the_traded_asset_of_a_trade_after_the_list_counts_beside_the_correction()
    {
        Compare(109);
        Correct();
        Execute("E1", Side.Buy, 10, listedAt.AddNanos(1), fee: 1);
        Assert.Equal((118m, 9m), (Account(), Provisional()));
    }

    [Theory]
    [InlineData("ACC1", 98, 98)]
    [InlineData("ACC2", 100, 107)]
    public void Correction_that_the_list_knew_counts_once_with_what_it_charges_in_the_traded_asset(
        string account, int listed, int all)
    {
        Execute("E0", Side.Buy, 7, rig.OrderRig.Deciding.Now, fee: 1);
        Assert.Equal(106m, Account());
        rig.OrderRig.Tick();
        Compare(listed);
        Correct();
        Assert.Equal((decimal)listed, Account());
        new ExecutionDesk(rig.OrderRig.Deciding).Book(Real("C0", ExecType.TradeCorrect, Side.Buy, 7, listedAt, 10) with
        {
            Account = account,
            ExecRefId = ExecId.FromTrusted("E0"),
            Fee = account == "ACC1" ? Asset(9) : null,
        });
        Assert.Equal((0m, all - 1m + (account == "ACC1" ? 1 : 0)), (Provisional(), Account()));
        Assert.Equal((decimal)listed, rig.Books.Positions.All
            .Where(p => rig.Books.Names.Of(p.Key.Account) == "ACC1").Sum(p => p.Qty.Value));
    }

    [Fact]
    public void Correction_that_waits_is_part_of_the_state()
    {
        Compare(110);
        Correct();
        Execute("E1", Side.Buy, 4, listedAt);
        Books loaded = StateBytes.Reloaded(rig.Books);
        Provisional waiting = Assert.Single(loaded.Reconciliation.Provisionals);
        Assert.Equal(Assert.Single(rig.Books.Reconciliation.Provisionals), waiting);
        Assert.Equal(StateBytes.Of(rig.Books), StateBytes.Of(loaded));
    }

    [Fact]
    public void Executions_of_both_sides_that_were_netted_in_the_list_all_count_once()
    {
        Compare(105);
        Correct();
        Execute("E1", Side.Buy, 10, listedAt);
        Assert.Equal((105m, -5m), (Account(), Provisional()));
        Execute("E2", Side.Sell, 5, listedAt);
        Assert.Equal((105m, 0m), (Account(), Provisional()));
        Assert.Empty(rig.Books.Reconciliation.Provisionals);
    }

    [Fact]
    public void Opening_lot_that_a_person_enters_replaces_the_correction_too()
    {
        Compare(110);
        Correct();
        Import("FOUND", 10, listedAt);
        Assert.Equal((110m, 0m), (Account(), Provisional()));
    }

    [Fact]
    public void Bust_that_the_list_knew_is_replaced_and_a_later_one_counts()
    {
        Execute("E0", Side.Buy, 7, rig.OrderRig.Deciding.Now);
        rig.OrderRig.Tick();
        Compare(100);
        Correct();
        Assert.Equal((100m, -7m), (Account(), Provisional()));
        Bust("B0", "E0", listedAt);
        Assert.Equal((100m, 0m), (Account(), Provisional()));

        Execute("E1", Side.Buy, 5, rig.OrderRig.Deciding.Now);
        Compare(111);
        Assert.Equal(DenyReason.None, Correct(id: 2));
        Bust("B1", "E1", listedAt.AddNanos(1));
        Assert.Equal((106m, 6m), (Account(), Provisional()));
    }

    [Fact]
    public void What_a_person_moves_out_of_the_sub_ledger_is_replaced_by_nothing()
    {
        Compare(110);
        Correct();
        Assert.Equal(DenyReason.None, Accept(10));
        Assert.Empty(rig.Books.Reconciliation.Provisionals);
        Execute("E1", Side.Buy, 10, listedAt);
        Assert.Equal((120m, 0m), (Account(), Provisional()));
    }

    [Theory]
    [InlineData(6, 0)]
    [InlineData(10, -4)]
    public void Part_that_a_person_moves_out_of_the_sub_ledger_leaves_the_rest_to_be_replaced(int executed, int left)
    {
        Compare(110);
        Correct();
        Assert.Equal(DenyReason.None, Accept(4));
        Assert.Equal(6m, Assert.Single(rig.Books.Reconciliation.Provisionals).Left.Value);
        Execute("E1", Side.Buy, executed, listedAt);
        Assert.Equal((110m, (decimal)left), (Account(), Provisional()));
        Assert.Equal(left, rig.Books.Reconciliation.Provisionals.Sum(each => each.Left.Value));
    }

    [Fact]
    public void Correction_needs_a_name_a_reason_a_break_and_a_price()
    {
        Compare(110, ("XYZ", 5));
        Assert.Equal(DenyReason.MalformedRequest, Correct(by: ""));
        Assert.Equal(DenyReason.UnknownBreak, Correct(id: 9));
        Assert.Equal(DenyReason.CorrectionPriceMissing, Correct(id: 2));
        Assert.Equal(DenyReason.PriceNotAllowed, Correct(id: 2, price: -1));
        Assert.Equal(DenyReason.None, Correct(id: 2, price: 20));
        Assert.Equal(DenyReason.UnknownBreak, Correct(id: 2, price: 20));
    }

    [Theory]
    [InlineData(true, BreakState.Resolved, 110)]
    [InlineData(false, BreakState.Open, 100)]
    public void Policy_decides_whether_the_engine_corrects_by_itself(bool corrects, BreakState state, int account)
    {
        VenueRig other = new(Comparable, isWhole: true, corrects: corrects);
        Import(other, "OPENING", 100, default);
        Compare(other, 110);
        PositionBreak found = Assert.Single(other.Books.Reconciliation.Breaks);
        Assert.Equal((state, (decimal)account), (found.State, Account(other)));
        if (corrects) Assert.Equal("engine", found.By);
    }

    [Fact]
    public void Policy_without_a_price_leaves_the_break_to_a_person()
    {
        VenueRig other = new(Comparable, isWhole: true, corrects: true);
        Import(other, "OPENING", 100, default);
        Compare(other, 100, ("XYZ", 5));
        Assert.Equal(BreakState.Open, Assert.Single(other.Books.Reconciliation.Breaks).State);
    }

    [Fact]
    public void Execution_in_suspense_is_assigned_by_a_person_and_the_account_keeps_its_total()
    {
        rig.OrderRig.Send(Stray("S1"));
        ExecHandle stray = rig.Books.Executions.All.Last().Handle;
        Assert.Equal(5m, Sub(SubLedgers.Suspense).Qty.Value);
        Assert.Equal(DenyReason.MalformedRequest, Assign(stray, by: ""));
        Assert.Equal(DenyReason.MalformedRequest, Assign(stray, SubLedgers.Provisional));
        Assert.Equal(DenyReason.NotInSuspense, Assign(new ExecHandle(99)));
        Assert.Equal(DenyReason.None, Assign(stray));
        Assert.Equal((0m, 5m, 105m), (Sub(SubLedgers.Suspense).Qty.Value, Sub("swing").Qty.Value, Account()));
        Assert.Equal(DenyReason.NotInSuspense, Assign(stray));
        Assert.Single(rig.OrderRig.Facts.OfType<ExecutionAssigned>());

        rig.OrderRig.Send(Stray("S1"));
        Assert.Equal(105m, Account());
    }

    private DenyReason Accept(int quantity) =>
        new PositionDesk(rig.OrderRig.Deciding).Transfer(new TransferPosition(
            "ACC1", SubLedgers.Provisional, "desk", "IBM", OrderRig.Q(quantity), null, "ann", "accepted"));

    private ExecutionReport Stray(string id) => new()
    {
        Venue = rig.OrderRig.Venue,
        ExecType = ExecType.Trade,
        ExecId = ExecId.FromTrusted(id),
        OrderId = OrderId.FromTrusted("ELSEWHERE"),
        AccountName = "ACC1",
        SymbolName = "IBM",
        Side = Side.Buy,
        LastQty = OrderRig.Q(5),
        LastPx = OrderRig.P(10),
        TransactTime = rig.OrderRig.Deciding.Now,
    };

    private DenyReason Assign(ExecHandle exec, string strategy = "swing", string by = "ann") =>
        new ExecutionDesk(rig.OrderRig.Deciding).Assign(new AssignExecution(exec, strategy, by, "by phone"));

    private DenyReason Correct(int id = 1, decimal? price = null, string by = "ann") => rig.Reconciler.Correct(
        new CorrectBreak(id, price is { } at ? OrderRig.P(at) : null, by, "lost fill"));

    private void Execute(string id, Side side, int qty, UtcNanos at, int price = 10, int fee = 0) =>
        new ExecutionDesk(rig.OrderRig.Deciding).Book(
            Real(id, ExecType.Trade, side, qty, at, price) with { Fee = fee > 0 ? Asset(fee) : null });

    private void Charge(string id, int fee) => new ExecutionDesk(rig.OrderRig.Deciding).Charge(
        new ChargeFee(new ExecKey(rig.OrderRig.Venue, 0, ExecId.FromTrusted(id)), Asset(fee)));

    // A symbol that is the code of what it trades.
    private static Fee Asset(int amount) =>
        new(new Money(amount, Currency.FromTrusted("IBM")), FeeKind.Commission);

    private void Bust(string id, string of, UtcNanos at) => new ExecutionDesk(rig.OrderRig.Deciding).Book(
        Real(id, ExecType.TradeCancel, Side.Buy, 1, at, 10) with { ExecRefId = ExecId.FromTrusted(of) });

    private static NormalisedExecution Real(string id, ExecType type, Side side, int qty, UtcNanos at, int price) =>
        new()
        {
            Symbol = "IBM",
            Account = "ACC1",
            Side = side,
            LastQty = OrderRig.Q(qty),
            LastPx = OrderRig.P(price),
            ExecId = ExecId.FromTrusted(id),
            ExecType = type,
            TransactTime = at,
            Venue = OrderRig.VenueName,
        };

    private decimal Account() => Account(rig);

    private static decimal Account(VenueRig of) => of.Books.Positions.All
        .Where(p => of.Books.Names.Of(p.Key.Symbol) == "IBM").Sum(p => p.Qty.Value);

    private decimal Provisional() => rig.Books.Names.Strategies.TryGet(SubLedgers.Provisional, out _)
        ? Sub(SubLedgers.Provisional).Qty.Value
        : 0;

    private Position Sub(string strategy) => rig.Books.Positions.All.Single(p =>
        rig.Books.Names.Of(p.Key.Symbol) == "IBM" && rig.Books.Names.Of(p.Key.Strategy) == strategy);

    private void Import(string reference, int quantity, UtcNanos at) => Import(rig, reference, quantity, at);

    private static void Import(VenueRig of, string reference, int quantity, UtcNanos at) =>
        new PositionDesk(of.OrderRig.Deciding).Import(
            new ImportPosition(
                "ACC1", "", "IBM", OrderRig.Q(quantity), OrderRig.P(10), ShortText.FromTrusted(reference),
                "ann", "opening", at),
            out _);

    private void Compare(int ibm, params (string Symbol, int Qty)[] extra)
    {
        Compare(rig, ibm, extra);
        rig.OrderRig.Tick();
    }

    private void Compare(VenueRig of, int ibm, params (string Symbol, int Qty)[] extra)
    {
        of.OrderRig.Tick();
        of.Reconciler.Ask(new Reconcile("", "ann"));
        listedAt = of.OrderRig.Deciding.Now;
        of.Venues.Answer(new VenueAnswer
        {
            QueryId = of.LastAsked.QueryId,
            Venue = OrderRig.VenueName,
            Kind = QueryKind.Positions,
            Status = AnswerStatus.Complete,
            AsOf = listedAt,
            Positions = [.. extra.Prepend(("IBM", ibm))
                .Select(row => new VenuePosition("ACC1", row.Item1, Qty.FromTrusted(row.Item2)))],
        });
        of.AnswerAll();
    }
}
