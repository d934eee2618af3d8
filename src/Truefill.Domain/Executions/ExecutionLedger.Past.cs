using System.Collections.Generic;
using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Executions;

/// <content>What held of an execution earlier.</content>
public sealed partial class ExecutionLedger
{
    /// <summary>
    /// What an execution came to by what was dated up to a venue time, with quantity zero if it was busted by then.
    /// </summary>
    internal CorrectedTerms TermsAt(ExecHandle exec, UtcNanos time)
    {
        if (!originals.TryGetValue(exec.Value, out OriginalTerms original))
        {
            EntryRecord entry = records[exec.Value].Entry;
            return new CorrectedTerms(entry.SignedQty, entry.Px, entry.Flags, default);
        }

        List<int> inForce = CorrectionsInForce(original.FirstAmendment, out bool isBusted, time);
        CorrectedTerms terms = TermsAfter(original, inForce);
        return isBusted ? terms with { SignedQty = 0 } : terms;
    }

    /// <summary>A bust or a correction of it has come, in force or not.</summary>
    internal bool IsAmended(ExecHandle exec) => originals.ContainsKey(exec.Value);

    /// <summary>The accounts that corrections of an execution ever named.</summary>
    internal IEnumerable<AccountId> AccountsNamed(ExecHandle exec)
    {
        if (!originals.TryGetValue(exec.Value, out OriginalTerms original)) yield break;
        for (int i = original.FirstAmendment; i != 0; i = amendments[i].NextOfExec)
            if (!amendments[i].Account.IsNone) yield return amendments[i].Account;
    }
}
