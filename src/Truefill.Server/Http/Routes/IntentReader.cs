using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Engine.Codec;
using Truefill.Engine.Reading;
using Truefill.Journal;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Routes;

/// <summary>Finds what an order was entered with, in the journal.</summary>
internal static class IntentReader
{
    /// <summary>Null when the journal's first segments were archived away.</summary>
    public static OrderIntent? Read(ApiServices services, OrderHandle order)
    {
        (ulong seq, ulong durable) = services.Context.Engine.Read(replica => (First(replica, order), replica.Seq));
        if (seq == 0) return null;
        IntentCatcher catcher = new();
        foreach (CopiedBlock block in services.Journal.Read(seq - 1, durable, records: 1))
        {
            RecordCursor cursor = new(block.Records, block.FirstSeq, block.Count);
            while (cursor.MoveNext())
                if (cursor.Seq == seq)
                    FactDecoder.Decode(cursor.Type, cursor.Version, cursor.Payload, default, default, catcher);
        }

        return catcher.Intent;
    }

    private static ulong First(Replica replica, OrderHandle order)
    {
        IReadOnlyList<ulong> seqs = replica.Index.Of(order);
        return seqs.Count == 0 ? 0 : seqs[0];
    }
}
