using Truefill.Domain;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;

namespace Truefill.Simulation.Reproduction;

/// <summary>What the independent model knows how to judge.</summary>
internal static class Coverage
{
    /// <param name="books">As they were before the input.</param>
    public static bool Has(in Input input, Books books) => input.Kind switch
    {
        InputKind.ExecutionReport or InputKind.OrderCancelReject or InputKind.NewOrderSingle
            or InputKind.OrderCancelRequest or InputKind.OrderCancelReplaceRequest or InputKind.ResolveOrder
            or InputKind.NormalisedExecution or InputKind.Malformed or InputKind.Ignored or InputKind.SetMark
            or InputKind.SetFxRate or InputKind.DefineInstrument or InputKind.DefineAccount or InputKind.DefineVenue
            or InputKind.ImportPosition or InputKind.TransferPosition or InputKind.CloseDeadLetter
            or InputKind.SessionOpened or InputKind.SessionClosed or InputKind.Start or InputKind.Stop
            or InputKind.ChargeFee or InputKind.Tick or InputKind.DefineRiskDays or InputKind.Audit => true,
        InputKind.VenueAnswer => SaysNothing((VenueAnswer)input.Body!, books),
        _ => false,
    };

    // An answer about orders ends requests whose fate was not known; the model does not know which were.
    private static bool SaysNothing(VenueAnswer answer, Books books) =>
        answer.Orders.Count == 0 && books.Orders.OpenCount == 0;
}
