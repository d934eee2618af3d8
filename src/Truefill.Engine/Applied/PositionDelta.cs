using Truefill.Domain.Quantities;

namespace Truefill.Engine.Applied;

/// <summary>
/// A position changed. Handed to in-process subscribers on the engine's thread, in the order of application.
/// </summary>
/// <param name="Change">By how much the signed quantity moved.</param>
public readonly record struct PositionDelta(PositionChange Reason, Qty Change, PositionSnapshot After);
