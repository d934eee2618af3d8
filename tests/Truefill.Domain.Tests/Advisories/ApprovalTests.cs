using Truefill.Domain.Advisories;
using Truefill.Domain.Orders;

namespace Truefill.Domain.Tests.Advisories;

/// <summary>Document C, integration of stage 8: what is executed is what a named person approved.</summary>
public class ApprovalTests
{
    [Fact]
    public void Proposed_approved_and_executed_it_becomes_an_order()
    {
        AdvisoryRig rig = new();
        rig.Propose();
        Assert.Equal(AdvisoryStage.Proposed, rig.Stage);
        rig.Decide();
        Assert.Equal(AdvisoryStage.Approved, rig.Stage);
        Assert.Equal("ann", rig.The.DecidedBy);
        rig.Execute();
        Assert.Equal(AdvisoryStage.Submitted, rig.Stage);
        Assert.Equal("ADV-001", rig.Entry.CorrelationId);
        Assert.Equal((Side.Buy, OrdType.Market, 100m), (rig.Entry.Side, rig.Entry.OrdType, rig.Entry.OrderQty.Value));
    }

    [Fact]
    public void Nobody_without_a_name_approves()
    {
        AdvisoryRig rig = new();
        rig.Propose();
        Assert.Equal(DenyReason.MalformedRequest, rig.Decide(by: ""));
        Assert.Equal(AdvisoryStage.Proposed, rig.Stage);
    }

    [Fact]
    public void What_is_not_approved_is_not_executed()
    {
        AdvisoryRig rig = new();
        rig.Propose();
        Assert.Equal(DenyReason.AdvisoryNotPending, rig.Execute());
        rig.Decide(approve: false);
        Assert.Equal(AdvisoryStage.Declined, rig.Stage);
        Assert.Equal(DenyReason.AdvisoryNotPending, rig.Execute());
        Assert.Equal(0, rig.Books.Orders.Count);
    }

    [Fact]
    public void A_decision_is_final()
    {
        AdvisoryRig rig = new();
        rig.Propose();
        rig.Decide(approve: false);
        Assert.Equal(DenyReason.AdvisoryNotPending, rig.Decide(approve: true));
    }

    [Fact]
    public void An_advisory_is_executed_once()
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        Assert.Equal(DenyReason.AdvisoryNotPending, rig.Execute());
        Assert.Equal(1, rig.Books.Orders.Count);
    }

    [Fact]
    public void Who_states_a_hash_approves_only_that_snapshot()
    {
        AdvisoryRig rig = new();
        rig.Propose();
        Assert.Equal(DenyReason.SnapshotHashMismatch, rig.Decide(hash: rig.The.SnapshotHash[..63] + "x"));
        Assert.Equal(DenyReason.None, rig.Decide(hash: rig.The.SnapshotHash.ToUpperInvariant()));
        Assert.Equal(rig.The.Snapshot.SnapshotHash(), rig.The.ApprovedHash);
    }

    [Fact]
    public void The_same_proposal_again_is_a_duplicate_and_another_under_its_id_is_refused()
    {
        AdvisoryRig rig = new();
        rig.Propose();
        Assert.Equal(DenyReason.None, rig.Propose());
        Assert.Equal(DenyReason.DuplicateAdvisory, rig.Propose(rig.Snapshot() with { SlOffsetPct = -0.5m }));
        Assert.Equal(1, rig.Books.Advisories.Count);
    }

    [Fact]
    public void What_is_approved_names_the_account_and_venue_it_will_go_to()
    {
        AdvisoryRig rig = new();
        rig.Propose(rig.Snapshot() with { Account = "", Venue = "" });
        Assert.Equal(("default", AdvisoryRig.VenueName), (rig.The.Snapshot.Account, rig.The.Snapshot.Venue));
    }

    [Fact]
    public void A_venue_that_is_not_there_is_refused_at_the_proposal()
    {
        AdvisoryRig rig = new();
        Assert.Equal(DenyReason.UnknownVenue, rig.Propose(rig.Snapshot() with { Venue = "NOWHERE" }));
    }

    [Fact]
    public void Unknown_ids_are_named_as_such()
    {
        AdvisoryRig rig = new();
        Assert.Equal(DenyReason.UnknownAdvisory, rig.Decide());
        Assert.Equal(DenyReason.UnknownAdvisory, rig.Execute());
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\nb")]
    public void An_id_that_cannot_be_named_is_malformed(string id)
    {
        AdvisoryRig rig = new();
        Assert.Equal(DenyReason.MalformedRequest, rig.Propose(rig.Snapshot(id)));
    }

    [Theory]
    [InlineData(200)]
    [InlineData(50)]
    public void The_order_of_an_advisory_is_not_replaced_and_may_be_canceled(decimal quantity)
    {
        AdvisoryRig rig = new AdvisoryRig().Run();
        rig.Accept(rig.Entry);
        Assert.Equal(DenyReason.SnapshotHashMismatch, rig.ReplaceBy(rig.Entry, quantity));
        Assert.False(rig.Entry.HasRequestInFlight);
        Assert.Equal(DenyReason.None, rig.CancelBy(rig.Entry));
    }
}
