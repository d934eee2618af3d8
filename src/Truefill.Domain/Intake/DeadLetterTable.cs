using System.Collections.Generic;
using Truefill.Domain.State;

namespace Truefill.Domain.Intake;

/// <summary>
/// Which dead letters are still open. Their bytes and reasons stay in the journal; here is only the count of ids.
/// </summary>
public sealed class DeadLetterTable
{
    private readonly SortedSet<int> open = [];

    /// <summary>Ids count up from 1 without a gap.</summary>
    public int LastId { get; private set; }

    public IReadOnlyCollection<int> Open => open;

    public bool IsOpen(int id) => open.Contains(id);

    public void Apply(in DeadLettered e)
    {
        Invariant.Holds(e.Id == LastId + 1, "dead letters are numbered without a gap");
        LastId = e.Id;
        open.Add(e.Id);
    }

    public void Apply(in DeadLetterClosed e) =>
        Invariant.Holds(open.Remove(e.Id), "only an open dead letter is closed");

    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)LastId);
        writer.Unsigned((ulong)open.Count);
        foreach (int id in open) writer.Unsigned((ulong)id);
    }

    public void Load(IStateReader reader)
    {
        LastId = reader.ReadInt();
        open.Clear();
        for (int count = reader.ReadInt(); count > 0; count--) open.Add(reader.ReadInt());
    }
}
