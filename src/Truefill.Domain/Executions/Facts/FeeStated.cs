namespace Truefill.Domain.Executions;

/// <summary>
/// A correction states what its trade is charged for one kind in one currency, once for each. What that changes is
/// <see cref="FeeCharged"/>; what the correction states is kept, because one that comes later may be dated before it.
/// </summary>
/// <param name="Correction">Its own ExecID(17).</param>
/// <param name="Fee">All that it states of the kind and currency together.</param>
public readonly record struct FeeStated(ExecKey Correction, Fee Fee);
