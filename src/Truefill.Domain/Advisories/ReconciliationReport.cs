using System.Collections.Generic;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Advisories;

/// <summary>Both sides of a comparison after an execution. Nothing is ever corrected because of it.</summary>
/// <param name="Mismatches">In words; empty when matched.</param>
/// <param name="InternalPositionSize">The account's position in the symbol, all strategies.</param>
/// <param name="BrokerPositionSize">Null: not known.</param>
/// <param name="BrokerSl">Null: none seen at the broker; a leg that the engine holds is not at the broker.</param>
public sealed record ReconciliationReport(
    ReconciliationStatus Status,
    IReadOnlyList<string> Mismatches,
    Qty InternalPositionSize,
    Px? InternalSl,
    Px? InternalTp,
    Qty? BrokerPositionSize,
    Px? BrokerSl,
    Px? BrokerTp)
{
    /// <summary>Anything but a match is for a person.</summary>
    public bool RequiresManualResolution => Status != ReconciliationStatus.Matched;
}
