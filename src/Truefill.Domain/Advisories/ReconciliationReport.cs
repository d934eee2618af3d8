using System.Collections.Generic;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Advisories;

/// <summary>What comparing an execution with the broker found. Numbers are frozen.</summary>
public enum ReconciliationStatus : byte
{
    Matched = 1,

    /// <summary>Size, price or order state differ.</summary>
    Mismatch = 2,

    /// <summary>The broker has a position and the books have none.</summary>
    PhantomPosition = 3,

    /// <summary>The books have a position and the broker has none.</summary>
    MissingPosition = 4,

    /// <summary>The sizes agree; a stop-loss or take-profit that is due is not there.</summary>
    MissingSlTp = 5,

    /// <summary>A question failed, or its answer is older than the fill: nothing can be said.</summary>
    Indeterminate = 6,
}

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
