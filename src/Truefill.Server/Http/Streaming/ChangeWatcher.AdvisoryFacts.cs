using Truefill.Domain.Advisories;
using Truefill.Domain.Names;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Streaming;

/// <content>Facts about advisories: each shows the advisory behind it.</content>
public sealed partial class ChangeWatcher
{
    public override void Apply(in AdvisoryProposed e) => Advisory(e.Number);

    public override void Apply(in AdvisoryDecided e) => Advisory(e.Number);

    public override void Apply(in AdvisoryStarted e) => Advisory(e.Number);

    public override void Apply(in AdvisoryOrdered e) => Advisory(e.Number);

    public override void Apply(in AdvisoryTimedOut e) => Advisory(e.Number);

    public override void Apply(in AdvisoryEnded e) => Advisory(e.Number);

    public override void Apply(in AdvisoryReconciled e) => Advisory(e.Number);

    private void Advisory(int number)
    {
        AdvisoryExecution advisory = books.Advisories.All[number - 1];
        books.Names.Accounts.TryGet(advisory.Snapshot.Account, out int account);
        Emit("advisory", replica.Seq, new AccountId(account), json => AdvisoryView.Write(json, books, advisory));
    }
}
