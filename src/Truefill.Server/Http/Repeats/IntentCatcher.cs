using Truefill.Domain;
using Truefill.Domain.Orders;

namespace Truefill.Server.Http.Repeats;

/// <summary>Takes what an order was entered with out of the fact that entered it.</summary>
internal sealed class IntentCatcher : SelectiveFacts
{
    public OrderIntent? Intent { get; private set; }

    public override void Apply(in OrderSubmitted e) => Intent = e.Intent;

    public override void Apply(in OrderHeld e) => Intent = e.Intent;
}
