namespace Truefill.Domain.Executions;

/// <summary>
/// A correction states what its trade is charged for one kind in one currency. What that changes is
/// <see cref="FeeCharged"/>; what the correction states is kept, because one that comes later may be dated before it.
/// </summary>
/// <param name="Correction">Its own ExecID(17).</param>
/// <param name="Fee">
/// All that its report states of the kind and currency together; or a charge that came later under its id.
/// </param>
public readonly record struct FeeStated(ExecKey Correction, Fee Fee);
