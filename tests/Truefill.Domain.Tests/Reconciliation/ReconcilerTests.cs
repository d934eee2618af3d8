using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Positions;
using Truefill.Domain.Positions.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Tests.Orders;
using Truefill.Domain.Tests.Venues;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Reconciliation;

/// <summary>Books that hold 100 IBM in ACC1, against what the venue lists.</summary>
public sealed class ReconcilerTests
{
    private const VenueCapabilities Comparable = VenueRig.Everything | VenueCapabilities.QueryPositions;

    [Fact]
    public void List_that_agrees_is_a_match()
    {
        VenueRig rig = Rig();
        Compare(rig, 100);
        Assert.Equal(ComparisonStatus.Match, Last(rig).Status);
        Assert.Empty(rig.Books.Reconciliation.Breaks);
    }

    [Fact]
    public void What_can_be_spent_is_asked_for_with_each_comparison_also_where_nothing_was_let_through()
    {
        VenueRig rig = new(Comparable | VenueCapabilities.QueryBalances);
        rig.AnswerAll();
        for (int round = 0; round < 2; round++)
        {
            rig.Reconciler.Ask(new Reconcile("", "ann"));
            Assert.Contains(rig.Books.Queries.Pending, asked => asked.Kind == QueryKind.Balances);
            rig.AnswerAll();
        }
    }

    [Theory]
    [InlineData(99, BreakClass.Mismatch)]
    [InlineData(-100, BreakClass.Mismatch)]
    [InlineData(0, BreakClass.MissingPosition)]
    public void Difference_of_one_lot_is_found_in_one_comparison(int found, BreakClass kind)
    {
        VenueRig rig = Rig();
        Compare(rig, found);
        Assert.Equal(ComparisonStatus.Break, Last(rig).Status);
        PositionBreak open = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((kind, 100m, (decimal)found), (open.Latest.Class, open.Latest.Expected.Value, open.Latest.Found.Value));
        Assert.Equal(BreakState.Open, open.State);
    }

    [Fact]
    public void Position_that_only_the_venue_has_is_a_phantom()
    {
        VenueRig rig = Rig();
        Compare(rig, 100, extra: ("XYZ", 7));
        Assert.Equal(BreakClass.PhantomPosition, Assert.Single(rig.Books.Reconciliation.Breaks).Latest.Class);
    }

    [Fact]
    public void Break_of_a_late_fill_stays_when_both_sides_agree_and_hides_no_other()
    {
        VenueRig rig = Rig();
        AccountId account = rig.Books.Positions.All.First().Key.Account;
        SymbolId symbol = rig.Books.Positions.All.First().Key.Symbol;
        rig.OrderRig.Emit.Apply(new BreakOpened(
            1, BreakClass.LateFill, rig.OrderRig.Venue, account, symbol, Qty.Zero, Qty.FromTrusted(100),
            rig.OrderRig.Deciding.Now,
            new OrderSight(new OrderHandle(1), default, default)));
        Compare(rig, 100);
        Assert.Equal(BreakState.Open, Assert.Single(rig.Books.Reconciliation.Breaks).State);
        Compare(rig, 99);
        Assert.Equal([BreakClass.LateFill, BreakClass.Mismatch], rig.Books.Reconciliation.Breaks.Select(b => b.Latest.Class));
        Assert.Equal(DenyReason.MalformedRequest, rig.Reconciler.Correct(new CorrectBreak(1, null, "ann", "seen")));
        Assert.Equal(DenyReason.None, rig.Reconciler.Change(new ChangeBreak(1, BreakState.Resolved, null, "ann", "seen")));
    }

    [Fact]
    public void Request_that_stays_without_an_answer_has_positions_compared_too_but_once_for_each_gap()
    {
        VenueRig rig = Rig();
        rig.Submit("A");
        rig.Submit("B");
        rig.Pass(5);
        Assert.Single(rig.Asked, asked => asked.Kind == QueryKind.Positions);
        rig.AnswerAll(AnswerStatus.Failed);
        rig.Submit("C");
        rig.Pass(1);
        Assert.Single(rig.Asked, asked => asked.Kind == QueryKind.Positions);
        rig.Pass(5);
        Assert.Equal(2, rig.Asked.Count(asked => asked.Kind == QueryKind.Positions));
    }

    [Theory]
    [InlineData(AnswerStatus.Failed)]
    [InlineData(AnswerStatus.Partial)]
    public void Empty_list_that_is_not_complete_is_indeterminate_and_never_flat(AnswerStatus status)
    {
        VenueRig rig = Rig();
        rig.Reconciler.Ask(new Reconcile("", "ann"));
        rig.Answer(rig.LastAsked, status);
        Assert.Equal(ComparisonStatus.Indeterminate, Last(rig).Status);
        Assert.Empty(rig.Books.Reconciliation.Breaks);
    }

    [Fact]
    public void Execution_after_the_lists_moment_is_no_difference()
    {
        VenueRig rig = Rig();
        rig.Reconciler.Ask(new Reconcile("", "ann"));
        UtcNanos asOf = rig.OrderRig.Deciding.Now;
        rig.OrderRig.Tick();
        Import(rig, "LATER", 5);
        AnswerPositions(rig, asOf, ("IBM", 100));
        rig.AnswerAll();
        Assert.Equal(ComparisonStatus.Match, Last(rig).Status);
    }

    [Fact]
    public void Comparison_waits_for_the_executions_up_to_its_moment()
    {
        VenueRig rig = Rig();
        rig.Reconciler.Ask(new Reconcile("", "ann"));
        AnswerPositions(rig, rig.OrderRig.Deciding.Now, ("IBM", 100));
        Assert.Null(rig.Books.Reconciliation.LastOf(rig.OrderRig.Venue));
        Assert.Equal(QueryKind.Executions, rig.LastAsked.Kind);
    }

    [Fact]
    public void Same_difference_again_is_the_same_break_and_agreement_resolves_it()
    {
        VenueRig rig = Rig();
        Compare(rig, 90);
        Compare(rig, 90);
        Compare(rig, 80);
        PositionBreak open = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal(80, open.Latest.Found.Value);
        Compare(rig, 100);
        Assert.Equal(BreakState.Resolved, Assert.Single(rig.Books.Reconciliation.Breaks).State);
        Assert.Equal("engine", rig.Books.Reconciliation.TryGet(open.Latest.Id)!.Value.By);
    }

    [Fact]
    public void Break_is_explained_assigned_and_resolved_only_by_a_person_with_a_reason()
    {
        VenueRig rig = Rig();
        Compare(rig, 90);
        Assert.Equal(DenyReason.MalformedRequest, Change(rig, BreakState.Explained, by: ""));
        Assert.Equal(DenyReason.None, Change(rig, BreakState.Explained));
        Assert.Equal(DenyReason.None, Change(rig, null, owner: "bob"));
        Assert.Equal(DenyReason.None, Change(rig, BreakState.Resolved));
        PositionBreak found = rig.Books.Reconciliation.TryGet(1)!.Value;
        Assert.Equal((BreakState.Resolved, "bob"), (found.State, found.Owner));
        Assert.Equal(DenyReason.UnknownBreak, Change(rig, BreakState.Explained));
    }

    [Fact]
    public void Another_difference_than_the_one_that_was_explained_is_open_again()
    {
        VenueRig rig = Rig();
        Compare(rig, 90);
        Change(rig, BreakState.Explained, owner: "bob");
        Compare(rig, 90);
        Assert.Equal(BreakState.Explained, Assert.Single(rig.Books.Reconciliation.Breaks).State);
        Compare(rig, 20);
        PositionBreak found = Assert.Single(rig.Books.Reconciliation.Breaks);
        Assert.Equal((BreakState.Open, "bob", 20m), (found.State, found.Owner, found.Latest.Found.Value));
        Assert.Contains("was 100 here and 90", found.Reason);
    }

    [Fact]
    public void Break_ends_where_what_is_left_of_it_is_within_the_tolerance()
    {
        VenueRig rig = new(Comparable, tolerance: 2);
        Import(rig, "OPENING", 100);
        Compare(rig, 95);
        Assert.Equal(ComparisonStatus.Break, Last(rig).Status);
        Compare(rig, 99);
        Assert.Equal(ComparisonStatus.Match, Last(rig).Status);
        Assert.Equal(BreakState.Resolved, Assert.Single(rig.Books.Reconciliation.Breaks).State);
    }

    [Fact]
    public void Trading_opens_only_after_the_positions_were_compared()
    {
        VenueRig rig = new(Comparable, compares: true);
        rig.AnswerAll();
        Assert.Equal(TradingState.Reconciling, rig.Session.Trading);
        rig.AnswerAll();
        Assert.Equal(TradingState.Open, rig.Session.Trading);
        Assert.Equal(ComparisonStatus.Match, Last(rig).Status);
    }

    [Theory]
    [InlineData(AnswerStatus.Failed)]
    [InlineData(AnswerStatus.Partial)]
    public void Trading_does_not_open_where_the_executions_after_the_list_could_not_be_told(AnswerStatus status)
    {
        VenueRig rig = new(Comparable, compares: true);
        rig.AnswerAll();
        rig.Answer(rig.LastAsked, status);
        Assert.Equal(ComparisonStatus.Indeterminate, Last(rig).Status);
        Assert.Equal(TradingState.Reconciling, rig.Session.Trading);
        for (int i = 0; i < 4; i++)
        {
            rig.Pass(3);
            rig.AnswerAll();
        }

        Assert.Equal((ComparisonStatus.Match, TradingState.Open), (Last(rig).Status, rig.Session.Trading));
    }

    [Fact]
    public void Comparison_that_came_to_nothing_is_tried_again_ever_more_slowly()
    {
        VenueRig rig = new(Comparable, compares: true);
        rig.AnswerAll();
        for (int i = 0; i < 40; i++)
        {
            rig.Pass(1);
            rig.AnswerAll(AnswerStatus.Failed);
        }

        Assert.InRange(rig.Asked.Count(asked => asked.Kind == QueryKind.Positions), 4, 10);
        Assert.Equal(TradingState.Reconciling, rig.Session.Trading);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_was_cancelled_or_corrected_after_the_list_was_made_is_left_to_the_next_list(bool isBust)
    {
        VenueRig rig = new(Comparable, isWhole: true, corrects: true);
        Order order = rig.OrderRig.Place();
        rig.OrderRig.Fill(order, 100, exec: "E1");
        rig.OrderRig.Tick();
        rig.Reconciler.Ask(new Reconcile("", "ann"));
        UtcNanos asOf = rig.OrderRig.Deciding.Now;
        rig.OrderRig.Tick();
        if (isBust) rig.OrderRig.Bust(order, "E1");
        else
            rig.OrderRig.Send(rig.OrderRig.About(order, ExecType.TradeCorrect) with
            {
                ExecRefId = ExecId.FromTrusted("E1"),
                LastQty = OrderRig.Q(60),
                LastPx = OrderRig.P(10),
            });
        string account = rig.Books.Names.Of(order.Account);
        AnswerPositions(rig, asOf, account, ("IBM", 100));
        rig.AnswerAll();
        Assert.Equal(ComparisonStatus.Indeterminate, Last(rig).Status);
        Assert.Contains("next list", Last(rig).Detail);
        Assert.True(Last(rig).IsComparison);
        Assert.Empty(rig.Books.Reconciliation.Breaks);
        rig.OrderRig.Tick();
        rig.Reconciler.Ask(new Reconcile("", "ann"));
        AnswerPositions(rig, rig.OrderRig.Deciding.Now, account, ("IBM", isBust ? 0 : 60));
        rig.AnswerAll();
        Assert.Equal(ComparisonStatus.Match, Last(rig).Status);
    }

    [Fact]
    public void Person_cannot_book_a_break_of_a_list_after_which_a_trade_of_it_was_cancelled()
    {
        VenueRig rig = new(Comparable, isWhole: true);
        Order order = rig.OrderRig.Place();
        rig.OrderRig.Fill(order, 100, exec: "E1");
        rig.OrderRig.Tick();
        rig.Reconciler.Ask(new Reconcile("", "ann"));
        AnswerPositions(rig, rig.OrderRig.Deciding.Now, rig.Books.Names.Of(order.Account), ("IBM", 90));
        rig.AnswerAll();
        CorrectBreak book = new(1, OrderRig.P(10), "ann", "seen");
        rig.OrderRig.Tick();
        rig.OrderRig.Bust(order, "E1");
        Assert.Equal(DenyReason.AmendedSinceList, rig.Reconciler.Correct(book));
    }

    private static VenueRig Rig()
    {
        VenueRig rig = new(Comparable);
        Import(rig, "OPENING", 100);
        return rig;
    }

    private static void Import(VenueRig rig, string reference, int quantity) =>
        new PositionDesk(rig.OrderRig.Deciding).Import(
            new ImportPosition(
                "ACC1", "", "IBM", OrderRig.Q(quantity), OrderRig.P(10), ShortText.FromTrusted(reference), "ann",
                "opening"),
            out _);

    private static void Compare(VenueRig rig, int ibm, (string Symbol, int Qty)? extra = null)
    {
        rig.OrderRig.Tick();
        rig.Reconciler.Ask(new Reconcile("", "ann"));
        (string, int)[] rows = extra is { } more ? [("IBM", ibm), more] : ibm == 0 ? [] : [("IBM", ibm)];
        AnswerPositions(rig, rig.OrderRig.Deciding.Now, rows);
        rig.AnswerAll();
    }

    private static void AnswerPositions(VenueRig rig, UtcNanos asOf, params (string Symbol, int Qty)[] rows) =>
        AnswerPositions(rig, asOf, "ACC1", rows);

    private static void AnswerPositions(
        VenueRig rig, UtcNanos asOf, string account, params (string Symbol, int Qty)[] rows) =>
        rig.Venues.Answer(new VenueAnswer
        {
            QueryId = rig.LastAsked.QueryId,
            Venue = OrderRig.VenueName,
            Kind = QueryKind.Positions,
            Status = AnswerStatus.Complete,
            AsOf = asOf,
            Positions = [.. rows.Select(row => new VenuePosition(account, row.Symbol, Qty.FromTrusted(row.Qty)))],
        });

    private static DenyReason Change(VenueRig rig, BreakState? state, string? owner = null, string by = "ann") =>
        rig.Reconciler.Change(new ChangeBreak(1, state, owner, by, "known"));

    private static PositionsCompared Last(VenueRig rig) => rig.Books.Reconciliation.LastOf(rig.OrderRig.Venue)!.Value;
}
