using System;
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
using Truefill.Domain.Tests.Venues;
using Truefill.Domain.Time;
using Truefill.Domain.Venues;

namespace Truefill.Domain.Tests.Reconciliation;

/// <summary>ACC1 is traded at two venues, V and W, and nobody has said where it is held: 60 IBM from V, 40 from W.</summary>
public sealed class SharedAccountTests
{
    private const VenueCapabilities Comparable = VenueRig.Everything | VenueCapabilities.QueryPositions;
    private const string Elsewhere = "W";

    private static readonly UtcNanos BeforeAll = new(1);

    private readonly VenueRig rig = new(Comparable, isWhole: true);
    private readonly VenueId elsewhere;

    public SharedAccountTests()
    {
        elsewhere = rig.OrderRig.Deciding.Venue(Elsewhere);
        Define(Comparable);
        Execute("E1", OrderRig.VenueName, 60);
        Execute("E2", Elsewhere, 40);
    }

    [Fact]
    public void Each_venue_is_compared_with_what_came_from_it()
    {
        Assert.Equal(ComparisonStatus.Match, Compare(60));
        Assert.Empty(rig.Books.Reconciliation.Breaks);
        Assert.Equal(ComparisonStatus.Break, Compare(61));
        BreakOpened found = Assert.Single(rig.Books.Reconciliation.Breaks).Latest;
        Assert.Equal((BreakClass.Mismatch, 60m, 61m), (found.Class, found.Expected.Value, found.Found.Value));
    }

    [Fact]
    public void List_of_one_venue_that_agrees_resolves_nothing_that_another_was_found_to_differ_in()
    {
        rig.Venues.Opened(elsewhere);
        Compare(61);
        Assert.Equal(ComparisonStatus.Match, Compare(40, Elsewhere));
        Assert.Equal(BreakState.Open, Assert.Single(rig.Books.Reconciliation.Breaks).State);
        Assert.Equal(ComparisonStatus.Match, Compare(60));
        Assert.Equal(BreakState.Resolved, Assert.Single(rig.Books.Reconciliation.Breaks).State);
    }

    [Fact]
    public void Correction_by_one_venues_list_is_of_that_venues_part()
    {
        Compare(63);
        Assert.Equal(DenyReason.None, Correct());
        Assert.Equal(103m, Account());
        Assert.Equal(ComparisonStatus.Match, Compare(63));
        Assert.Equal(40m, Share(elsewhere));
    }

    [Fact]
    public void Execution_of_another_venue_is_not_what_a_correction_stands_for()
    {
        Compare(63);
        UtcNanos before = rig.OrderRig.Deciding.Now;
        Correct();
        Execute("E3", Elsewhere, 3, before.AddNanos(-UtcNanos.PerSecond));
        Assert.Equal(3m, Assert.Single(rig.Books.Reconciliation.Provisionals).Left.Value);
        Execute("E4", OrderRig.VenueName, 3, before.AddNanos(-UtcNanos.PerSecond));
        Assert.Empty(rig.Books.Reconciliation.Provisionals);
        Assert.Equal((63m, 43m), (Share(rig.OrderRig.Venue), Share(elsewhere)));
    }

    [Fact]
    public void What_was_charged_in_the_asset_left_the_venue_of_its_execution()
    {
        Execute("E5", OrderRig.VenueName, 10, symbol: "BTC/USD");
        Execution bought = rig.Books.Executions[rig.Books.Positions.All
            .Single(p => rig.Books.Names.Of(p.Key.Symbol) == "BTC/USD").Executions.Single()];
        new ExecutionDesk(rig.OrderRig.Deciding).Charge(new ChargeFee(
            bought.Key, new Fee(new Money(0.5m, Currency.FromTrusted("BTC")), FeeKind.Commission)));
        Assert.Equal(ComparisonStatus.Match, Compare(60, ("BTC/USD", 9.5m)));
    }

    [Fact]
    public void Opening_lot_of_no_venue_leaves_the_comparison_open_and_says_how_to_settle_it()
    {
        Import(5);
        Assert.Equal(ComparisonStatus.Indeterminate, Compare(60));
        Assert.Empty(rig.Books.Reconciliation.Breaks);
        string said = rig.Books.Reconciliation.LastOf(rig.OrderRig.Venue)!.Value.Detail!;
        Assert.Contains("5 IBM of account ACC1", said, StringComparison.Ordinal);
        Assert.Contains("`accounts`", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Break_is_not_resolved_by_what_may_be_at_another_venue()
    {
        Compare(61);
        Import(1);
        Compare(61);
        Assert.Equal(BreakState.Open, Assert.Single(rig.Books.Reconciliation.Breaks).State);
    }

    [Fact]
    public void Correction_is_refused_while_part_of_the_position_may_be_at_several_venues()
    {
        Compare(63);
        Import(2, BeforeAll);
        Assert.Equal(DenyReason.PositionUnplaced, Correct());
        Assert.Equal(102m, Account());
        Assert.Empty(rig.Books.Reconciliation.Provisionals);
        Assert.Equal(BreakState.Open, Assert.Single(rig.Books.Reconciliation.Breaks).State);
    }

    [Fact]
    public void Correction_books_what_is_missing_once_the_account_names_its_venue()
    {
        Compare(63);
        Import(2, BeforeAll);
        NameTheVenue();
        Assert.Equal(DenyReason.None, Correct());
        Assert.Equal(63m, Account());
    }

    [Fact]
    public void What_moved_from_one_strategy_to_another_is_at_its_venue_still_and_a_correction_is_booked()
    {
        Assert.Equal(DenyReason.None, new PositionDesk(rig.OrderRig.Deciding).Transfer(
            new TransferPosition("ACC1", "", "swing", "IBM", OrderRig.Q(10), OrderRig.P(10), "ann", "hers")));
        Compare(63);
        Assert.Equal(DenyReason.None, Correct());
        Assert.Equal(103m, Account());
    }

    [Fact]
    public void Opening_lot_is_at_the_only_venue_that_lists_positions()
    {
        Define(VenueRig.Everything);
        Import(5);
        Assert.Equal(ComparisonStatus.Match, Compare(65));
        Assert.Equal(ComparisonStatus.Break, Compare(100));
    }

    [Theory]
    [InlineData(Comparable)]
    [InlineData(VenueRig.Everything)]
    public void What_came_from_a_venue_that_has_another_name_now_is_no_break_and_is_not_booked_again(
        VenueCapabilities former)
    {
        Define(former);
        rig.OrderRig.Emit.Apply(new NameRetired(NameKind.Venue, elsewhere.Value));
        Assert.Equal(ComparisonStatus.Indeterminate, Compare(100));
        Assert.Empty(rig.Books.Reconciliation.Breaks);
        string said = rig.Books.Reconciliation.LastOf(rig.OrderRig.Venue)!.Value.Detail!;
        Assert.Contains("40 IBM of account ACC1", said, StringComparison.Ordinal);
        NameTheVenue();
        Assert.Equal(ComparisonStatus.Match, Compare(100));
    }

    [Fact]
    public void Correction_is_refused_while_part_of_the_position_came_from_a_venue_that_is_no_more()
    {
        Compare(63);
        rig.OrderRig.Emit.Apply(new NameRetired(NameKind.Venue, elsewhere.Value));
        Assert.Equal(DenyReason.PositionUnplaced, Correct());
        Assert.Equal(100m, Account());
    }

    [Fact]
    public void Account_that_names_its_venue_is_there_with_all_of_it()
    {
        NameTheVenue();
        Assert.Equal(ComparisonStatus.Match, Compare(100));
        Assert.Equal(0, Share(elsewhere));
    }

    private void NameTheVenue() => Assert.Equal(DenyReason.None, new PositionDesk(rig.OrderRig.Deciding).Define(
        new DefineAccount("ACC1", Currency.Usd, LotMethod.Fifo, OrderRig.VenueName)));

    private void Define(VenueCapabilities capabilities) => rig.OrderRig.Emit.Apply(new VenueDefined(
        elsewhere, ReadOnly: false, capabilities, 5 * UtcNanos.PerSecond, ComparesOnStart: false));

    private DenyReason Correct() =>
        rig.Reconciler.Correct(new CorrectBreak(1, OrderRig.P(10), "ann", "lost fill"));

    private decimal Account() => rig.Books.Positions.All.Sum(p => p.Qty.Value);

    private decimal Share(VenueId venue)
    {
        VenueShare share = new(rig.Books, venue);
        return rig.Books.Positions.All.Sum(p => share.QtyAt(in p, default, out _));
    }

    private void Import(int quantity, UtcNanos at = default) => new PositionDesk(rig.OrderRig.Deciding).Import(
        new ImportPosition("ACC1", "", "IBM", OrderRig.Q(quantity), OrderRig.P(10), ShortText.FromTrusted("OPENING"),
            "ann", "opening", at),
        out _);

    private void Execute(string id, string venue, int qty, UtcNanos at = default, string symbol = "IBM") =>
        new ExecutionDesk(rig.OrderRig.Deciding).Book(new NormalisedExecution
        {
            Symbol = symbol,
            Account = "ACC1",
            Side = Side.Buy,
            LastQty = OrderRig.Q(qty),
            LastPx = OrderRig.P(10),
            ExecId = ExecId.FromTrusted(id),
            ExecType = ExecType.Trade,
            TransactTime = at.IsNone ? rig.OrderRig.Deciding.Now : at,
            Venue = venue,
        });

    private ComparisonStatus Compare(decimal ibm, params (string Symbol, decimal Qty)[] extra) =>
        Compare(ibm, OrderRig.VenueName, extra);

    private ComparisonStatus Compare(decimal ibm, string venue, params (string Symbol, decimal Qty)[] extra)
    {
        rig.OrderRig.Tick();
        rig.Reconciler.Ask(new Reconcile(venue, "ann"));
        rig.Venues.Answer(new VenueAnswer
        {
            QueryId = rig.LastAsked.QueryId,
            Venue = venue,
            Kind = QueryKind.Positions,
            Status = AnswerStatus.Complete,
            AsOf = rig.OrderRig.Deciding.Now,
            Positions = [.. extra.Prepend(("IBM", ibm))
                .Select(row => new VenuePosition("ACC1", row.Item1, Qty.FromTrusted(row.Item2)))],
        });
        rig.AnswerAll();
        rig.OrderRig.Tick();
        return rig.Books.Reconciliation.LastOf(rig.OrderRig.Deciding.Venue(venue))!.Value.Status;
    }
}
