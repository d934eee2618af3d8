using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.State;

namespace Truefill.Domain.Clients;

/// <summary>How far each client's numbered messages have been decided.</summary>
public sealed class ClientTable
{
    private readonly SortedDictionary<int, (long Numbering, long MsgSeqNum)> taken = [];

    /// <summary>Was the message not decided yet? Within a numbering, numbers only grow.</summary>
    public bool IsNew(SourceId source, long numbering, long msgSeqNum) =>
        !taken.TryGetValue(source.Value, out (long Numbering, long MsgSeqNum) last)
        || last.Numbering != numbering || msgSeqNum > last.MsgSeqNum;

    public void Apply(in ClientMessageTaken e) => taken[e.Source.Value] = (e.Numbering, e.MsgSeqNum);

    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)taken.Count);
        foreach ((int source, (long numbering, long msgSeqNum)) in taken)
        {
            writer.Unsigned((ulong)source);
            writer.Signed(numbering);
            writer.Signed(msgSeqNum);
        }
    }

    public void Load(IStateReader reader)
    {
        taken.Clear();
        for (int count = reader.ReadInt(); count > 0; count--)
            taken[reader.ReadInt()] = (reader.Signed(), reader.Signed());
    }
}
