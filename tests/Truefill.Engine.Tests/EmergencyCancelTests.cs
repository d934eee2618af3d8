using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Risk;
using Truefill.Engine.Inputs;
using Truefill.Engine.Tests.Support;
using Truefill.Venues;

namespace Truefill.Engine.Tests;

/// <summary>What may leave when the journal has failed under an engaged kill switch, and what may not.</summary>
public sealed class EmergencyCancelTests
{
    private readonly EngineRig rig = new();

    public EmergencyCancelTests()
    {
        rig.Step(Body(InputKind.DefineVenue, new DefineVenue("SIM", ReadOnly: false)));
        Enter("held", "AAA");
        Enter("held2", "AAA");
        rig.Step(Body(InputKind.OrderCancelRequest, new OrderCancelRequest { OrigClOrdId = Id("held") }));
        rig.Step(Body(InputKind.SessionOpened, new SessionChange("SIM")));
        Enter("one", "AAA");
        Enter("other", "BBB");
        Enter("asked", "AAA");
        rig.Step(Body(InputKind.OrderCancelRequest, new OrderCancelRequest { OrigClOrdId = Id("asked") }));
    }

    [Fact]
    public void Only_cancels_of_what_is_covered_works_and_has_not_been_asked_to_cancel()
    {
        rig.Books.Names.Symbols.TryGet("AAA", out int symbol);
        IReadOnlyList<ReleasedCommand> cancels = EmergencyCancels.Of(rig.Books, [Active(KillScope.Symbol, symbol)]);
        Assert.All(cancels, cancel => Assert.Equal(VenueCommandKind.Cancel, cancel.Command.Kind));
        Assert.All(cancels, cancel => Assert.False(cancel.AddsRisk));
        Assert.Equal(
            ["held2", "one"],
            cancels.Select(cancel => rig.Books.Orders[cancel.Command.Order].ClOrdId.ToString()));
    }

    [Fact]
    public void The_global_switch_covers_all()
    {
        IReadOnlyList<ReleasedCommand> cancels = EmergencyCancels.Of(rig.Books, [Active(KillScope.Global, 0)]);
        Assert.Equal(3, cancels.Count);
    }

    [Fact]
    public void Nothing_without_a_switch() => Assert.Empty(EmergencyCancels.Of(rig.Books, []));

    private static KillSwitchEntry Active(KillScope scope, int target) =>
        new(scope, target, KillSwitchType.Manual, KillSwitchState.Active, "stop", "ann", default);

    private void Enter(string id, string symbol) => rig.Step(Body(InputKind.NewOrderSingle, new NewOrderSingle
    {
        ClOrdId = Id(id),
        Symbol = symbol,
        Account = "A",
        Terms = new OrderTerms(Side.Buy, OrdType.Market, TimeInForce.Day, Qty.FromTrusted(1)),
    }));

    private static ClOrdId Id(string id) => ClOrdId.FromTrusted(id);

    private static Input Body(InputKind kind, object body) => new() { Kind = kind, Body = body, Source = "test" };
}
