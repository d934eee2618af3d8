using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Simulation.Model;

namespace Truefill.Simulation.Reproduction;

/// <summary>
/// An input as the independent model takes it: names instead of handles, and the ids that clients gave instead of the
/// ones that we put on the wire. The mirror of <see cref="Driving.WireIdTranslation"/>. What is said in this way stays
/// true when inputs before it are left out.
/// </summary>
internal static class ClientWords
{
    /// <param name="books">As they were before the input.</param>
    public static Input Of(in Input input, Books books)
    {
        Input said = input;
        if (input.Kind == InputKind.ExecutionReport)
        {
            Say(ref said.Report, books);
        }
        else if (input.Body is OrderCancelReject reject)
        {
            said.Body = reject with
            {
                ClOrdId = Given(books, reject.ClOrdId),
                OrigClOrdId = Given(books, reject.OrigClOrdId),
            };
        }
        else if (input.Body is SendFailed failed)
        {
            Order order = books.Orders[failed.Order];
            ClOrdId given = Given(books, failed.WireId);
            said.Body = new UnsentRequest(
                new OrderName(books.Names.Of(order.Account), order.ClOrdId.ToString()),
                given == order.ClOrdId ? "" : given.ToString());
        }
        else if (input.Body is VenueAnswer { Orders.Count: > 0 } answer)
        {
            ExecutionReport[] orders = [.. answer.Orders];
            for (int i = 0; i < orders.Length; i++)
            {
                // The answer says for all of them whose orders they are.
                if (books.Names.Venues.TryGet(answer.Venue, out int venue)) orders[i].Venue = new VenueId(venue);
                Say(ref orders[i], books);
            }

            said.Body = answer with { Orders = orders };
        }

        return said;
    }

    private static void Say(ref ExecutionReport report, Books books)
    {
        report.ClOrdId = Given(books, report.ClOrdId);
        report.OrigClOrdId = Given(books, report.OrigClOrdId);
        NameAll(ref report, books);
    }

    private static void NameAll(ref ExecutionReport report, Books books)
    {
        if (!report.Order.IsNone && books.Orders.TryGet(report.Order) is { } order)
        {
            if (report.ClOrdId.IsNone) report.ClOrdId = order.ClOrdId;
            report.AccountName ??= books.Names.Of(order.Account);
        }

        if (!report.Account.IsNone) report.AccountName ??= books.Names.Of(report.Account);
        if (!report.Symbol.IsNone) report.SymbolName ??= books.Names.Of(report.Symbol);
        report.Order = default;
        report.Account = default;
        report.Symbol = default;
    }

    private static ClOrdId Given(Books books, in ClOrdId id)
    {
        WireId read = WireIds.Read(in id);
        if (books.Orders.TryGet(read.Order) is not { } order) return id;
        if (read.Request == 0) return order.WireId == id ? order.ClOrdId : id;
        if (read.Request > order.Chain.Count) return id;
        OrderRequest asked = order.Chain[read.Request - 1];
        return order.WireIdOf(asked) == id ? asked.Id : id;
    }
}
