namespace Truefill.Cli.Tests.Doors;

/// <summary>An order as every door can be asked for it; what is null is left out.</summary>
internal sealed record OrderAsk(string Id, string Symbol)
{
    public string Side { get; init; } = "buy";

    public string Qty { get; init; } = "10";

    public string Type { get; init; } = "limit";

    public string? Price { get; init; } = "100";

    public string? StopPx { get; init; }

    public string Account { get; init; } = DoorWorld.Account;

    public string? Venue { get; init; }

    public bool ReduceOnly { get; init; }

    public string? Parent { get; init; }

    public string? ParentQty { get; init; }

    public OrderAsk AtMarket() => this with { Type = "market", Price = null };
}
