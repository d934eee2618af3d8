namespace Truefill.Samples;

/// <summary>What the made-up broker is sent.</summary>
public sealed record NewOrder(
    string ClientId, string Account, string Symbol, string Side, decimal Qty, string Type, decimal? Limit, string Life);

/// <summary>What it answers to a new order.</summary>
public sealed record BrokerOrderId(string Id);

/// <summary>An order of it. States: Working, Filled, Canceled, Expired, Rejected.</summary>
public sealed record BrokerOrder(string Id, string State, decimal Filled, decimal? AvgPrice, string? Reason);

/// <summary>A position of it.</summary>
public sealed record BrokerPosition(string Account, string Symbol, decimal Qty);
