using Truefill.Domain.Orders;
using Truefill.Domain.Venues.Commands;
using Truefill.Engine.Inputs;
using Truefill.Engine.State;
using Truefill.Engine.Tests.Support;

namespace Truefill.Engine.Tests;

/// <summary>What is held at a start is held until a person resumes trading.</summary>
public sealed class HoldTests
{
    private readonly EngineRig rig = new();

    [Fact]
    public void Hold_outlives_restarts_that_have_no_reason_of_their_own()
    {
        Start(2, "from a copy");
        Start(3, null);
        Start(4, null);
        Assert.Equal("from a copy", rig.Books.Engine.Held);
        Assert.Equal("from a copy", rig.Replay().Books.Engine.Held);
        Assert.Equal(rig.LiveHash(), StateHash.Text(StateHash.Of(rig.Replay().Books)));
    }

    [Fact]
    public void Restart_with_a_reason_of_its_own_is_held_for_that()
    {
        Start(2, "from a copy");
        Start(3, "recovery took 99 s");
        Assert.Equal("recovery took 99 s", rig.Books.Engine.Held);
    }

    [Fact]
    public void Person_who_resumes_trading_ends_a_hold_for_the_restarts_after_it_too()
    {
        Start(2, "from a copy");
        Start(3, null);
        Assert.Equal(DenyReason.None, Resume());
        Assert.Null(rig.Books.Engine.Held);
        Start(4, null);
        Assert.Null(rig.Books.Engine.Held);
        Assert.Equal(DenyReason.NotHeld, Resume());
    }

    private void Start(long epoch, string? held) => rig.Step(
        new Input { Kind = InputKind.Start, Body = new EngineStart(epoch, "test", "", held), Source = "engine" });

    private DenyReason Resume() => rig.Step(
        new Input { Kind = InputKind.ResumeTrading, Body = new ResumeTrading("", "ann", "compared"), Source = "cli" })[0]
        .Reason;
}
