using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Advisories;

/// <summary>
/// The result of an execution. Said again when fills change afterwards: the stage stays, the numbers follow, and a
/// person is needed.
/// </summary>
/// <param name="FilledSize">Sum of the live fills.</param>
/// <param name="FillPrice">Their average; null: nothing is filled.</param>
/// <param name="StopLoss">From the fill price, on the tick; null: nothing to protect.</param>
/// <param name="TakeProfit">Likewise.</param>
/// <param name="Error">Null: it went as it should.</param>
/// <param name="IsKillSwitch">A kill switch was the reason.</param>
/// <param name="NeedsPerson">What happened is a break that nothing but a person may end.</param>
public readonly record struct AdvisoryEnded(
    int Number,
    AdvisoryStage Stage,
    Qty FilledSize,
    Px? FillPrice,
    Px? StopLoss,
    Px? TakeProfit,
    string? Error,
    bool IsKillSwitch,
    bool NeedsPerson,
    UtcNanos At);
