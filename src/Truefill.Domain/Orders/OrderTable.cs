using Truefill.Domain.State;

namespace Truefill.Domain.Orders;

/// <summary>Every order by handle, and the ids that lead to them.</summary>
public sealed class OrderTable
{
    public void Save(IStateWriter writer) => writer.Bool(false);

    public void Load(IStateReader reader) => reader.Bool();
}
