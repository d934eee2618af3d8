using Truefill.Domain;
using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Server.Http;

namespace Truefill.Server.Security;

/// <summary>
/// Which executions a token for some accounts may put in. Ids are one space for all accounts, so the account that is
/// stated says nothing about the trade that an id stands for. And the ids of a configured venue are the venue's: one
/// that is taken before the venue uses it would hide its own trade, whoever's that is.
/// </summary>
internal static class OwnExecutions
{
    /// <summary>There is no such trade, or it is another account's: which of the two is not told.</summary>
    public const string Unknown = "unknown_execution";

    /// <summary>It is put in under the name of a configured venue, where all accounts trade.</summary>
    public const string VenuesOwn = ApiCall.AccountForbidden;

    /// <summary>The id of the execution stands for another account's.</summary>
    public const string Taken = "exec_id_taken";

    /// <summary>
    /// It would say what a symbol's numbers mean, for every account that trades it now or ever will.
    /// </summary>
    public const string OthersContract = "contract_of_others";

    /// <summary>Why it may not be put in, else null. A bust or correction is not kept for a trade to come: whose that
    /// will be nobody knows.</summary>
    public static string? Refusal(Books books, AccountScope own, NormalisedExecution execution, string source)
    {
        if (DefinesForOthers(books, execution)) return OthersContract;
        bool isAmendment = execution.ExecType != ExecType.Trade;
        if (!books.Names.Venues.TryGet(execution.Venue.Length > 0 ? execution.Venue : source, out int venue))
            return isAmendment ? Unknown : null;
        if (books.Sessions.IsDefined(new VenueId(venue))) return VenuesOwn;
        ExecKey key = new(new VenueId(venue), 0, execution.ExecId);
        if (books.Executions.IsTaken(key, out ExecHandle namesake) && !IsOwn(books, own, namesake)) return Taken;
        if (!isAmendment || execution.ExecRefId.IsNone) return null;
        ExecKey target = new(new VenueId(venue), 0, execution.ExecRefId);
        return books.Executions.IsTaken(target, out ExecHandle trade) && IsOwn(books, own, trade) ? null : Unknown;
    }

    // Others' positions are not all: their open orders are valued by it too, and whatever they trade later.
    private static bool DefinesForOthers(Books books, NormalisedExecution execution)
    {
        if (execution.Multiplier == 0 && execution.Currency.IsNone) return false;
        bool isDefined = books.Names.Symbols.TryGet(execution.Symbol, out int symbol)
            && books.Instruments.IsDefined(new SymbolId(symbol));
        return !isDefined;
    }

    private static bool IsOwn(Books books, AccountScope own, ExecHandle exec) =>
        !exec.IsNone && own.Has(books, books.Positions[books.Executions[exec].Position].Key.Account);
}
