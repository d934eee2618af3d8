using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.State;

namespace Truefill.Engine.Tests;

public sealed class SignedZeroTests
{
    [Fact]
    public void A_notional_that_came_back_to_zero_hashes_alike_whatever_digits_it_was_written_with()
    {
        Assert.Equal(Busted(2.5m, 2.5m), Busted(2.50m, 2.5m));
        Assert.Equal(Busted(2.5m, 2.5m), Busted(2.5m, 2.50m));
    }

    private static string Busted(decimal added, decimal removed)
    {
        Books books = new();
        books.Apply(new NameRegistered(NameKind.Symbol, 1, "S"));
        OrderTerms terms = new(Side.Buy, OrdType.Market, TimeInForce.Day, Qty.FromTrusted(10));
        OrderIntent intent = new(
            new OrderHandle(1),
            ClOrdId.FromTrusted("X"),
            ClOrdId.FromTrusted("X"),
            OrderOrigin.Observed,
            default,
            default,
            default,
            default,
            new SymbolId(1),
            terms);
        books.Apply(new OrderSubmitted(intent, new UtcNanos(1)));
        books.Orders.AddExecution(new OrderHandle(1), Qty.FromTrusted(1), Px.FromTrusted(added), new UtcNanos(2));
        books.Orders.RemoveExecution(new OrderHandle(1), Qty.FromTrusted(1), Px.FromTrusted(removed), new UtcNanos(2));
        return StateHash.Text(StateHash.Of(books));
    }
}
