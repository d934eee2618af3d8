using Truefill.Domain;
using Truefill.Domain.Advisories.Commands;
using Truefill.Domain.Clients.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;

namespace Truefill.Server.Hosting;

/// <summary>Which requests put something to a venue that was not there, judged by the books as they are.</summary>
internal static class OrderMaking
{
    /// <summary>
    /// A request that makes an order, or has one execute more or elsewhere. One that was taken before makes nothing:
    /// whoever repeats it, because the answer was lost, is told of what is there.
    /// </summary>
    /// <param name="request">The body of an input.</param>
    public static bool Adds(Books books, object? request, string source) => request switch
    {
        NewOrderSingle order => !IsUsed(books, order.ClOrdId, order.Account, source),
        OrderCancelReplaceRequest replace => Adds(books, replace, default, source),
        ExecuteAdvisory execute =>
            books.Advisories.TryGet(execute.AdvisoryId) is { IsApproved: true, IsStarted: false },
        ClientMessage { Request: NewOrderSingle order } message =>
            !IsUsed(books, order.ClOrdId, message.PossResend ? null : order.Account, source),
        ClientMessage { Request: OrderCancelReplaceRequest replace } message =>
            Adds(books, replace, message.OrderId, source),
        _ => false,
    };

    private static bool Adds(Books books, OrderCancelReplaceRequest request, in ClOrdId wireId, string source)
    {
        if (!request.ClOrdId.IsNone && IsUsed(books, request.ClOrdId, null, source)) return false;
        return !(Find(books, request, in wireId, source) is { } order && request.OnlyReduces(order.Terms));
    }

    private static Order? Find(Books books, OrderCancelReplaceRequest request, in ClOrdId wireId, string source)
    {
        OrderLookup found = default;
        if (!request.OrigClOrdId.IsNone)
        {
            books.Names.Accounts.TryGet(request.Account, out int account);
            found = books.Orders.Find(request.OrigClOrdId, new AccountId(account));
        }
        else if (books.Names.Sources.TryGet(source, out int known))
        {
            found = books.Orders.FindWireOf(new SourceId(known), in wireId);
        }

        return found.IsFound ? books.Orders[found.Order] : null;
    }

    // Null: in whatever account.
    private static bool IsUsed(Books books, in ClOrdId id, string? account, string source)
    {
        if (!books.Names.Sources.TryGet(source, out int known)) return false;
        string named = account is null ? "" : OrderDestination.AccountName(books, account);
        return books.Orders.FindOf(new SourceId(known), in id, named, books.Names).Outcome != LookupOutcome.None;
    }
}
