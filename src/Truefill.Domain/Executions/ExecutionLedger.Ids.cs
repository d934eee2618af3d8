using Truefill.Domain.Names;

namespace Truefill.Domain.Executions;

public sealed partial class ExecutionLedger
{
    /// <summary>
    /// True when the id stands for a trade, a bust or a correction: of which execution, none while that is awaited.
    /// </summary>
    public bool IsTaken(in ExecKey key, out ExecHandle exec)
    {
        if (TryFind(key, out exec)) return true;
        if (!TryFindAmendment(key, out int amendment)) return false;
        exec = new ExecHandle(amendments[amendment].Exec);
        return true;
    }
}
