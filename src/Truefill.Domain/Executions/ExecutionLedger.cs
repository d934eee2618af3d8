using Truefill.Domain.State;

namespace Truefill.Domain.Executions;

/// <summary>Every execution ever booked, by handle and by key.</summary>
public sealed class ExecutionLedger
{
    public void Save(IStateWriter writer) => writer.Bool(false);

    public void Load(IStateReader reader) => reader.Bool();
}
