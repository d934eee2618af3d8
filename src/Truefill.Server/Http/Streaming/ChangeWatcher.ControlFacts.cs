using Truefill.Domain.Names;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Risk;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Streaming;

/// <content>
/// Kill switches, comparisons with venues, and breaks. What concerns no single account is told to everybody who may
/// listen, as the lists of it are.
/// </content>
public sealed partial class ChangeWatcher
{
    public override void Apply(in KillSwitchSet e)
    {
        KillSwitchSet set = e;
        AccountId account = e.Scope == KillScope.Account ? new AccountId(e.Target) : default;
        Emit(
            "kill_switch", replica.Seq, account, json => KillSwitchView.Write(json, books, in set),
            isForAll: account.IsNone);
    }

    public override void Apply(in PositionsCompared e)
    {
        PositionsCompared compared = e;
        Emit(
            "reconciliation", replica.Seq, default,
            json => ReconciliationView.Write(json, books, in compared), isForAll: true);
    }

    public override void Apply(in BreakOpened e) => Break(e.Id);

    public override void Apply(in BreakChanged e) => Break(e.Id);

    // The comparison is one thing that happened, each break another: both are of the same kind of event.
    private void Break(int id)
    {
        if (books.Reconciliation.TryGet(id) is not { } found) return;
        Emit(
            "reconciliation", replica.Seq, found.Latest.Account,
            json => ReconciliationView.Write(json, books, in found), field: "break");
    }
}
