using System;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Time;
using Truefill.Server.Configuration.Options;
using Truefill.Server.Reconciliation;

namespace Truefill.Server.Tests.Reconciliation;

/// <summary>What people are told of each class of break.</summary>
public sealed class BreakTraitsTests
{
    private readonly Books books = new();

    public BreakTraitsTests()
    {
        books.Apply(new NameRegistered(NameKind.Venue, 1, "FIX1"));
        books.Apply(new NameRegistered(NameKind.Account, 1, "ACC1"));
        books.Apply(new NameRegistered(NameKind.Symbol, 1, "IBM"));
    }

    [Theory]
    [InlineData(BreakClass.Mismatch, "ACC1 IBM: the books have 100, FIX1 has 0")]
    [InlineData(BreakClass.PhantomOrder, "ACC1 IBM: the books hold 100 of order V7 open, FIX1 has 0 left of it")]
    [InlineData(BreakClass.OrphanOrder, "ACC1 IBM: FIX1 has order V7 open, 0 left, which nobody here entered")]
    [InlineData(BreakClass.MissingOrder,
        "ACC1 IBM: the books hold 100 of order V7 open, and FIX1 does not know the order")]
    public void Both_sides_stand_in_one_sentence(BreakClass kind, string text)
    {
        OrderSight order = kind == BreakClass.Mismatch
            ? default
            : new OrderSight(default, default, OrderId.FromTrusted("V7"));
        BreakOpened of = new(
            1, kind, new VenueId(1), new AccountId(1), new SymbolId(1), Qty.FromTrusted(100), Qty.Zero,
            new UtcNanos(1), order);
        Assert.Equal(text, BreakTraits.Describe(books, in of));
    }

    [Fact]
    public void Only_an_order_of_somebody_else_is_less_than_critical()
    {
        foreach (BreakClass kind in Enum.GetValues<BreakClass>())
        {
            Severity right = kind == BreakClass.OrphanOrder ? Severity.Warning : Severity.Critical;
            Assert.Equal(right, BreakTraits.SeverityOf(kind));
        }
    }
}
