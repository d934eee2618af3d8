using System.Collections.Generic;
using System.Runtime.InteropServices;
using Truefill.Domain;
using Truefill.Domain.State;

namespace Truefill.Engine.Reading;

/// <summary>
/// For each dense handle the sequences that concern it, newest first: nodes that are linked through one list, so a
/// handle costs its head and each sequence a node.
/// </summary>
public sealed class SeqChains
{
    private readonly PagedList<int> heads = new();
    private readonly PagedList<Node> nodes = new();

    public SeqChains() => Empty();

    public void Add(int handle, ulong seq)
    {
        while (heads.Count <= handle) heads.Add();
        ref int head = ref heads[handle];
        int node = nodes.Count;
        nodes.Add() = new Node(seq, head);
        head = node;
    }

    /// <summary>Fetches what <see cref="Add"/> will read of a handle.</summary>
    internal void Prefetch(int handle)
    {
        if (handle < heads.Count) CacheHint.Fetch(ref heads[handle]);
    }

    /// <summary>The sequences of a handle in the order in which they came.</summary>
    public IReadOnlyList<ulong> Of(int handle)
    {
        List<ulong> seqs = [];
        for (int node = Head(handle); node != 0; node = nodes[node].Previous) seqs.Add(nodes[node].Seq);
        seqs.Reverse();
        return seqs;
    }

    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)heads.Count);
        for (int handle = 0; handle < heads.Count; handle++) writer.Unsigned((ulong)heads[handle]);
        writer.Unsigned((ulong)nodes.Count);
        for (int node = 0; node < nodes.Count; node++)
        {
            writer.Unsigned(nodes[node].Seq);
            writer.Unsigned((ulong)nodes[node].Previous);
        }
    }

    public void Load(IStateReader reader)
    {
        heads.Clear();
        for (int count = reader.ReadInt(); count > 0; count--) heads.Add() = reader.ReadInt();
        nodes.Clear();
        for (int count = reader.ReadInt(); count > 0; count--)
            nodes.Add() = new Node(reader.Unsigned(), reader.ReadInt());
    }

    /// <summary>Makes room for so many more handles and sequences.</summary>
    public void Reserve(int handles, int seqs)
    {
        heads.Reserve(handles);
        nodes.Reserve(seqs);
    }

    /// <summary>The newest sequence of a handle; 0 when there is none.</summary>
    public ulong Last(int handle) => nodes[Head(handle)].Seq;

    private int Head(int handle) => handle < heads.Count ? heads[handle] : 0;

    // Handle 0 is none, and node 0 ends every chain.
    private void Empty()
    {
        heads.Add();
        nodes.Add();
    }

    // Twelve bytes, not sixteen.
    [StructLayout(LayoutKind.Sequential, Pack = sizeof(int))]
    private readonly record struct Node(ulong Seq, int Previous);
}
