using System;
using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Orders;

/// <summary>Evidence or a named person ended an unknown request.</summary>
public readonly record struct RequestResolved(
    OrderHandle Order,
    ClOrdId Request,
    Resolution As,
    string By,
    string Reason,
    UtcNanos At)
{
    internal const string Venue = "venue";

    // How the reason begins, which is all that the fact can say of it.
    private const string EndedHere = "ended here as ";

    /// <summary>
    /// The order had ended here by a conclusion, and is open again because its venue has it.
    /// </summary>
    public bool IsRevival =>
        As == Resolution.Accepted && By == Venue && Reason.StartsWith(EndedHere, StringComparison.Ordinal);

    internal static string Revival(OrdStatus ended, string evidence) => $"{EndedHere}{ended}, but lives: {evidence}";
}
