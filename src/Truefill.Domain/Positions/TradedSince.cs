using System.Collections.Generic;
using Truefill.Domain.Executions;
using Truefill.Domain.Names;

namespace Truefill.Domain.Positions;

/// <summary>What was traded after a venue last told an account's cash.</summary>
internal static class TradedSince
{
    // Executions come about in the order of their times. One that came late stands behind younger ones, and must not
    // end the search for them.
    private const int OlderMax = 256;

    // So many are looked at in a millisecond or two; who trades more between two balances has cash as it was told.
    private const int ExecutionsMax = 65_536;

    /// <summary>
    /// Executions that the last balance of their venue and account, in the contract's currency or else in the
    /// account's, cannot have in it; the newest first, none where there are too many.
    /// </summary>
    public static List<Execution> LastBalances(Books books, ToldMoney told)
    {
        List<Execution> since = [];
        if (told.First is not { } first) return since;
        int last = books.Executions.Count;
        for (int i = last, older = 0; i > 0 && older < OlderMax; i--)
        {
            if (last - i == ExecutionsMax) return [];
            Execution execution = books.Executions[new ExecHandle(i)];
            older = execution.TransactTime > first ? 0 : older + 1;
            if (older > 0 || execution.IsBusted || execution.Position.Value <= 0) continue;
            if (told.IsBefore(execution, books.Positions[execution.Position])) since.Add(execution);
        }

        return since;
    }
}
