using System.Collections.Generic;
using Truefill.Domain.Advisories;
using Truefill.Domain.Advisories.Commands;
using Truefill.Domain.Orders;

namespace Truefill.Simulation.Model;

/// <content>Advisories: what was approved, and that nothing else is executed, and that once.</content>
public sealed partial class NaiveModel
{
    private readonly Dictionary<string, ModelAdvisory> advisories = [];

    private Prediction TakeProposal(ProposeAdvisory command)
    {
        FrozenSnapshot snapshot = command.Snapshot;
        if (advisories.ContainsKey(snapshot.AdvisoryId)) return Denied | Outcomes.Duplicate;
        advisories[snapshot.AdvisoryId] = new ModelAdvisory(snapshot);
        undo = () => advisories.Remove(snapshot.AdvisoryId);
        return Denied;
    }

    private Prediction TakeDecision(DecideAdvisory command)
    {
        if (!advisories.TryGetValue(command.AdvisoryId, out ModelAdvisory? advisory) || advisory.IsApproved is not null)
            return new Prediction(Denied) { MustRefuse = true };
        advisory.IsApproved = command.Approve;
        undo = () => advisory.IsApproved = null;
        return Denied;
    }

    // What is not approved, or was executed before, is not executed; what fails a check is, and nothing comes of it.
    private Prediction TakeExecution(ExecuteAdvisory command)
    {
        bool may = advisories.TryGetValue(command.AdvisoryId, out ModelAdvisory? advisory)
            && advisory.IsApproved == true && !advisory.IsStarted;
        if (!may) return new Prediction(Denied) { MustRefuse = true };
        advisory!.IsStarted = true;
        executing = advisory;
        undo = () => advisory.IsStarted = false;
        return new Prediction(Denied) { MustAccept = true };
    }

    // The checks before the submission, as far as they can fail for an advisory that was approved.
    private string? ObjectsTo(ToldOrder told)
    {
        if (executing is not { } advisory || advisory.Snapshot.AdvisoryId != told.Advisory)
            return "nobody had this advisory executed";
        FrozenSnapshot approved = advisory.Snapshot;
        if (now >= approved.ExpirationTimestamp) return "the advisory has expired";
        if (IsKilled(approved.Account, approved.Strategy, approved.Symbol, approved.Venue))
            return "a kill switch is active";
        if (IsRestricted(approved.Account, approved.Symbol)) return "its symbol is restricted";
        bool isSame = told.Order.Account == approved.Account && told.Strategy == approved.Strategy
            && told.Symbol == approved.Symbol && told.Terms.Side == Side.Buy
            && told.Terms.OrdType == OrdType.Market && told.Terms.OrderQty == approved.PositionSize;
        return isSame ? null : "it is not what was approved";
    }

    private sealed class ModelAdvisory(FrozenSnapshot snapshot)
    {
        public FrozenSnapshot Snapshot { get; } = snapshot;

        public bool? IsApproved { get; set; }

        public bool IsStarted { get; set; }
    }
}
