using System;
using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Engine.Recovery;
using Truefill.Journal;
using Truefill.Simulation.Comparison;

namespace Truefill.Simulation.Whole;

/// <summary>
/// Holds the facts of a journal to this: what one venue says or fails to say is about that venue alone. It makes no
/// request to another unknown, ends no question to another, and neither opens, changes nor resolves a break of another.
/// Nor does a client; time and a start may do the first two, and break off what a comparison waited for.
/// </summary>
/// <param name="names">What handles stand for.</param>
internal sealed class OwnVenueOnly(Func<NameTables> names, List<Divergence> found) : SelectiveFacts, IInputListener
{
    private readonly Dictionary<OrderHandle, VenueId> venueOf = [];
    private readonly Dictionary<int, VenueId> breaks = [];
    private IReadOnlyList<Input> inputs = [];
    private int at;

    private Input Now => inputs[at];

    /// <param name="taken">The inputs of the block, in order.</param>
    public void Durable(BlockBuilder block, IReadOnlyList<Input> taken)
    {
        inputs = taken;
        at = -1;
        new BlockPlayer(this, this).Play(block.Records, block.FirstSeq, block.Count);
    }

    public void OnInput(in JournaledInput input) => at++;

    public override void Apply(in OrderSubmitted e) => venueOf[e.Intent.Order] = e.Intent.Venue;

    public override void Apply(in OrderHeld e) => venueOf[e.Intent.Order] = e.Intent.Venue;

    public override void Apply(in OrderAdopted e) => venueOf[e.Intent.Order] = e.Intent.Venue;

    public override void Apply(in RequestUnknown e)
    {
        if (!IsTime) Judge(venueOf[e.Order], "a request became unknown");
    }

    public override void Apply(in VenueAnswered e)
    {
        if (!IsTime) Judge(e.Venue, "a question ended");
    }

    public override void Apply(in BreakOpened e)
    {
        breaks[e.Id] = e.Venue;
        if (!IsTime) Judge(e.Venue, "a break was found or changed");
    }

    public override void Apply(in BreakChanged e)
    {
        if (!IsTime) Judge(breaks[e.Id], "a break changed");
    }

    private bool IsTime => Now.Kind is InputKind.Tick or InputKind.Start;

    private void Judge(VenueId venue, string what)
    {
        string name = names().Of(venue);
        if (Now.Source == InputSource.OfVenue(name)) return;
        found.Add(new Divergence($"venue {name}", what, "by itself only", $"by {Now.Kind} of {Now.Source}"));
    }
}
