using Truefill.Domain.Venues;
using Truefill.Venues.Polling;

namespace Truefill.Samples;

/// <summary>What the made-up broker is sent.</summary>
public sealed record NewOrder(
    string ClientId, string Account, string Symbol, string Side, decimal Qty, string Type, decimal? Limit, string Life);

/// <summary>What it answers to a new order.</summary>
public sealed record BrokerOrderId(string Id);

/// <summary>An order of it.</summary>
public sealed record BrokerOrder(
    string Id, string State, decimal Filled, decimal? AvgPrice = null, string? Reason = null)
{
    public PollingOrderStatus ToStatus() => new(
        State switch
        {
            "Working" => PollingState.Working,
            "Filled" => PollingState.Filled,
            "Canceled" => PollingState.Canceled,
            "Expired" => PollingState.Expired,
            "Rejected" => PollingState.Rejected,
            _ => throw Strictly.Unreadable("state", State),
        },
        Strictly.ReadQty("filled", Filled),
        AvgPrice is { } price ? Strictly.ReadPx("avgPrice", price) : null,
        Text: Reason);
}

/// <summary>A position of it.</summary>
public sealed record BrokerPosition(string Account, string Symbol, decimal Qty)
{
    public VenuePosition ToPosition() => new(Account, Symbol, Strictly.ReadQty("qty", Qty));
}
