using System;
using System.Collections.Generic;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;
using Truefill.Engine.Codec;
using Truefill.Engine.Inputs;
using Truefill.Engine.Reading;
using Truefill.Journal;
using Truefill.Server.Views;

namespace Truefill.Server.Http.Repeats;

/// <summary>What an order was entered with.</summary>
/// <param name="ParentQty">What its request stated and no fact repeats; null: nothing.</param>
internal readonly record struct EnteredOrder(OrderIntent Intent, Qty? ParentQty);

/// <summary>Finds what an order was entered with, in the journal.</summary>
internal static class IntentReader
{
    /// <summary>Null when the journal's first segments were archived away.</summary>
    public static EnteredOrder? Read(ApiServices services, OrderHandle order)
    {
        (ulong seq, ulong durable) = services.Context.Engine.Read(replica => (First(replica, order), replica.Seq));
        if (seq == 0) return null;
        EnteredOrder? entered = null;
        foreach (CopiedBlock block in services.Journal.Read(seq - 1, durable, records: 1))
            entered = In(services, block, seq) ?? entered;
        return entered;
    }

    // An input stands in the same block as its facts, before them.
    private static EnteredOrder? In(ApiServices services, CopiedBlock block, ulong seq)
    {
        RecordCursor cursor = new(block.Records, block.FirstSeq, block.Count);
        InputHeader header = default;
        byte version = 0;
        byte type = 0;
        UtcNanos timeBase = default;
        ReadOnlySpan<byte> payload = default;
        while (cursor.MoveNext())
        {
            if (!FactDecoder.IsFact(cursor.Type))
            {
                timeBase = header.At;
                (type, version) = (cursor.Type, cursor.Version);
                payload = cursor.Payload;
                header = InputCodec.ReadHeader(type, version, payload, timeBase);
            }
            else if (cursor.Seq == seq)
            {
                IntentCatcher catcher = new();
                FactDecoder.Decode(
                    cursor.Type, cursor.Version, cursor.Payload, header.At, payload[header.Bytes..], catcher);
                if (catcher.Intent is not { } intent) return null;
                if (header.Kind != InputKind.NewOrderSingle) return new EnteredOrder(intent, null);
                byte[] copy = payload.ToArray();
                object? body = services.Read(replica =>
                    InputCodec.Read(type, version, copy, timeBase, replica.Books, default).Body);
                return new EnteredOrder(intent, ((NewOrderSingle)body!).ParentQty);
            }
        }

        return null;
    }

    private static ulong First(Replica replica, OrderHandle order)
    {
        IReadOnlyList<ulong> seqs = replica.Index.Of(order);
        return seqs.Count == 0 ? 0 : seqs[0];
    }
}
