using Truefill.Domain.Names;

namespace Truefill.Domain.Orders.Commands;

/// <summary>
/// A named person ends an unknown request, or says how an order ended that its venue does not know any more, on their
/// own evidence.
/// </summary>
public sealed record ResolveOrder
{
    public required ClOrdId ClOrdId { get; init; }

    public string Account { get; init; } = "";

    public required Resolution As { get; init; }

    public required string By { get; init; }

    public required string Reason { get; init; }
}
