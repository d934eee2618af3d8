using Truefill.Domain.State;

namespace Truefill.Domain.Positions;

/// <summary>Positions by (account, strategy, symbol): a projection of executions and entries.</summary>
public sealed class PositionBook
{
    public void Save(IStateWriter writer) => writer.Bool(false);

    public void Load(IStateReader reader) => reader.Bool();
}
