using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Positions;
using Truefill.Engine.Reading;
using Truefill.Server.Http.Lookups;
using Truefill.Server.Security;
using Truefill.Server.Views;
using Truefill.Server.Views.Why;

namespace Truefill.Server.Http.Routes;

/// <summary>Why something is as it is, down to the bytes that came in.</summary>
internal static class WhyRoutes
{
    public static IEnumerable<ApiRoute> All =>
    [
        Of("order", "The causes of an order, by any ClOrdID(11) of its chain.",
            (call, replica, id, account) => WhySubject.Of(replica, Lookup.Order(call, replica.Books, id, account))),
        Of("position", "The causes of a position: a symbol, or account/strategy/symbol.",
            (call, replica, id, account) => WhySubject.Of(replica, PositionOf(call, replica.Books, id, account))),
        Of("fill", "The causes of an execution, by its ExecID(17).",
            (call, replica, id, account) => WhySubject.Of(replica, FillOf(call, replica.Books, id, account))),
        Sum("pnl", "What a PnL consists of: of account, account/strategy or account/strategy/symbol.",
            (call, replica, id) => WhySum.Pnl(replica, ScopeOf(call, replica.Books, id), call.Now)),
        Sum("exposure", "What an exposure consists of: of account, account/strategy or account/strategy/symbol.",
            (call, replica, id) => WhySum.Exposure(replica, ScopeOf(call, replica.Books, id), call.Now)),
        Sum("break", "What a difference between books and venue consists of, by its number.",
            (call, replica, id) => WhySum.Difference(replica, BreakLookup.Of(call, replica.Books, id))),
    ];

    private static ApiRoute Of(string kind, string summary, Func<ApiCall, Replica, string, string?, WhySubject> find) =>
        new("GET", $"/api/v1/why/{kind}/{{id}}", Role.Viewer, summary, call => Answer(call, find))
        {
            Query = [QueryFields.Account],
            Accounts = AccountRule.Filtered,
        };

    private static ApiRoute Sum(string kind, string summary, Func<ApiCall, Replica, string, WhySum> find) =>
        new("GET", $"/api/v1/why/{kind}/{{id}}", Role.Viewer, summary, call => Answer(call, find))
        {
            Accounts = AccountRule.Filtered,
        };

    private static Task Answer(ApiCall call, Func<ApiCall, Replica, string, WhySum> find)
    {
        string id = call.Route("id");
        WhySum sum = call.Services.Read(replica => find(call, replica, id));
        IReadOnlyList<CopiedBlock> blocks = call.Services.Journal.Holding(sum.Seqs, sum.DurableSeq);
        HashSet<ulong> wanted = [.. sum.Seqs];
        return call.Read((json, replica) =>
            WhyView.Write(json, replica, sum, WhyCause.Read(replica, blocks, wanted.Contains)));
    }

    private static WhyScope ScopeOf(ApiCall call, Books books, string id) =>
        WhyScope.Find(books, id, call.Accounts(books, asked: null)) ?? throw ApiException.NotFound(
            "unknown_position",
            $"There is no position of '{id}'; name an account, account/strategy or account/strategy/symbol.");

    // The journal is read without holding the books up: they may have gone on meanwhile, which changes no fact before.
    private static Task Answer(ApiCall call, Func<ApiCall, Replica, string, string?, WhySubject> find)
    {
        string id = call.Route("id");
        string? account = call.Query("account");
        WhySubject subject = call.Services.Read(replica => find(call, replica, id, account));
        IReadOnlyList<CopiedBlock> blocks = call.Services.Journal.Holding(subject.Seqs, subject.DurableSeq);
        HashSet<ulong> wanted = [.. subject.Seqs];
        return call.Read((json, replica) =>
            WhyView.Write(json, replica, subject, WhyCause.Read(replica, blocks, wanted.Contains), call.Now));
    }

    private static Position PositionOf(ApiCall call, Books books, string id, string? account)
    {
        AccountFilter own = call.Accounts(books, account);
        List<Position> found = [.. books.Positions.All.Where(each =>
            books.Names.Of(each.Key.Symbol) == id && own.Takes(each.Key.Account))];
        if (found.Count == 0)
            found = [.. books.Positions.All.Where(each => WhyScope.NameOf(books, each.Key) == id
                && own.Takes(each.Key.Account))];
        return found.Count switch
        {
            1 => found[0],
            0 => throw ApiException.NotFound("unknown_position", $"There is no position '{id}'."),
            _ => throw ApiException.Conflict(
                "ambiguous",
                "Several fit; use one of "
                + $"{string.Join(", ", found.Select(each => WhyScope.NameOf(books, each.Key)))}."),
        };
    }

    private static Execution FillOf(ApiCall call, Books books, string id, string? account)
    {
        AccountFilter own = call.Accounts(books, account);
        List<Execution> found = [.. books.Executions.All.Where(each =>
            each.Key.ExecId.ToString() == id
            && own.Takes(books.Positions[each.Position].Key.Account))];
        return found.Count switch
        {
            1 => found[0],
            0 => throw ApiException.NotFound("unknown_execution", $"No execution has ExecID(17) '{id}'."),
            _ => throw ApiException.Conflict(
                "ambiguous", $"{found.Count} executions have ExecID(17) '{id}'; state the account of the one meant."),
        };
    }
}
