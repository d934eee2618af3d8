using System.Collections.Generic;
using System.Runtime.InteropServices;
using Truefill.Domain;
using Truefill.Domain.State;

namespace Truefill.Engine.Reading;

/// <summary>
/// For each dense handle the sequences that concern it, newest first: linked nodes in one list, twelve bytes of payload
/// per
/// sequence and nothing per handle but its head.
/// </summary>
public sealed class SeqChains
{
    private readonly List<int> heads = [0];
    private readonly List<(ulong Seq, int Previous)> nodes = [default];

    public void Add(int handle, ulong seq)
    {
        while (heads.Count <= handle) heads.Add(0);
        nodes.Add((seq, heads[handle]));
        heads[handle] = nodes.Count - 1;
    }

    /// <summary>Fetches what <see cref="Add"/> will read of a handle.</summary>
    internal void Foresee(int handle)
    {
        if (handle < heads.Count) CacheHint.Fetch(ref CollectionsMarshal.AsSpan(heads)[handle]);
    }

    /// <summary>The sequences of a handle in the order in which they came.</summary>
    public IReadOnlyList<ulong> Of(int handle)
    {
        List<ulong> seqs = [];
        for (int node = handle < heads.Count ? heads[handle] : 0; node != 0; node = nodes[node].Previous)
            seqs.Add(nodes[node].Seq);
        seqs.Reverse();
        return seqs;
    }

    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)heads.Count);
        foreach (int head in heads) writer.Unsigned((ulong)head);
        writer.Unsigned((ulong)nodes.Count);
        foreach ((ulong seq, int previous) in nodes)
        {
            writer.Unsigned(seq);
            writer.Unsigned((ulong)previous);
        }
    }

    public void Load(IStateReader reader)
    {
        heads.Clear();
        for (int count = reader.ReadInt(); count > 0; count--) heads.Add(reader.ReadInt());
        nodes.Clear();
        for (int count = reader.ReadInt(); count > 0; count--) nodes.Add((reader.Unsigned(), reader.ReadInt()));
    }

    /// <summary>Makes room for so many more sequences.</summary>
    public void Reserve(int more)
    {
        nodes.EnsureCapacity(nodes.Count + more);
        heads.EnsureCapacity(heads.Count + more);
    }

    /// <summary>The newest sequence of a handle; 0 when there is none.</summary>
    public ulong Last(int handle) => handle < heads.Count ? nodes[heads[handle]].Seq : 0;
}
