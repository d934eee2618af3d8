using System.Collections.Generic;
using Truefill.Domain.Executions;
using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Names;
using Truefill.Domain.Positions.Storage;
using Truefill.Domain.Quantities;
using Truefill.Domain.State;

namespace Truefill.Domain.Positions;

/// <summary>
/// The book as bytes: positions by handle with their open lots in the order of the history, then the other entries and
/// the charges. Totals of charges are added up anew.
/// </summary>
public sealed partial class PositionBook
{
    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)Count);
        for (int i = 1; i < positions.Count; i++) SavePosition(writer, positions[i]);
        writer.Unsigned((ulong)(others.Count - 1));
        for (int i = 1; i < others.Count; i++) ExecutionLedger.WriteEntry(writer, others[i], -i);
        writer.Unsigned((ulong)imports.Count);
        foreach ((AccountId account, ShortText reference, int entry) in imports)
        {
            writer.Unsigned((ulong)account.Value);
            writer.Write(reference);
            writer.Unsigned((ulong)-entry);
        }

        writer.Unsigned((ulong)(fees.Count - 1));
        for (int i = 1; i < fees.Count; i++) SaveFee(writer, fees[i]);
    }

    /// <summary>Takes the place of everything; the ledger is loaded before.</summary>
    public void Load(IStateReader reader)
    {
        Clear();
        List<List<(int Entry, decimal Qty)>> open = [];
        for (int count = reader.ReadInt(); count > 0; count--) open.Add(LoadPosition(reader));
        for (int i = 1, count = reader.ReadInt(); i <= count; i++)
            ExecutionLedger.ReadEntry(reader, ref others.Add(), -i);
        for (int i = 0, count = reader.ReadInt(); i < count; i++)
        {
            AccountId account = new(reader.ReadInt());
            ShortText reference = reader.ReadShortText();
            int entry = -reader.ReadInt();
            imports.Add((account, reference, entry));
            importsByReference.Add((account, reference), i);
        }

        for (int count = reader.ReadInt(); count > 0; count--) LoadFee(reader);
        for (int i = 1; i < positions.Count; i++)
        {
            ref PositionRecord position = ref positions[i];
            Chain(ref position);
            Reopen(ref position, open[i - 1]);
        }
    }

    private void SavePosition(IStateWriter writer, in PositionRecord position)
    {
        writer.Unsigned((ulong)position.Key.Account.Value);
        writer.Unsigned((ulong)position.Key.Strategy.Value);
        writer.Unsigned((ulong)position.Key.Symbol.Value);
        writer.Byte((byte)position.Method);
        writer.Byte(position.QtyScale);
        writer.Byte(position.PxScale);
        writer.Decimal(ExactDecimal.Normalize(position.Qty));
        writer.Decimal(ExactDecimal.Normalize(position.Cost));
        writer.Decimal(ExactDecimal.Normalize(position.Realized));
        writer.Decimal(ExactDecimal.Normalize(position.Turnover));
        writer.Signed(position.Tail);
        List<int> open = lots.InClosingOrder(position);
        open.Sort((a, b) => Compare(lots[a].Entry, lots[b].Entry));
        writer.Unsigned((ulong)open.Count);
        foreach (int lot in open)
        {
            writer.Signed(lots[lot].Entry);
            writer.Decimal(ExactDecimal.Normalize(lots[lot].Qty));
        }
    }

    private List<(int Entry, decimal Qty)> LoadPosition(IStateReader reader)
    {
        PositionKey key = new(new AccountId(reader.ReadInt()), new StrategyId(reader.ReadInt()),
            new SymbolId(reader.ReadInt()));
        ref PositionRecord position = ref positions[HandleOf(key).Value];
        Watcher?.Moved(HandleOf(key));
        position.Method = (LotMethod)reader.Byte();
        position.QtyScale = reader.Byte();
        position.PxScale = reader.Byte();
        position.Qty = reader.Decimal();
        position.Cost = reader.Decimal();
        position.Realized = reader.Decimal();
        position.Turnover = reader.Decimal();
        position.Tail = checked((int)reader.Signed());
        List<(int, decimal)> open = [];
        for (int count = reader.ReadInt(); count > 0; count--)
            open.Add((checked((int)reader.Signed()), reader.Decimal()));
        return open;
    }

    private static void SaveFee(IStateWriter writer, in FeeRecord fee)
    {
        writer.Decimal(ExactDecimal.Normalize(fee.Amount));
        writer.Unsigned(fee.Currency);
        writer.Signed(fee.At);
        writer.Unsigned((ulong)fee.Exec);
        writer.Unsigned((ulong)fee.Position);
        writer.Unsigned((ulong)-fee.Entry);
        writer.Byte((byte)fee.Kind);
    }

    private void LoadFee(IStateReader reader)
    {
        int index = fees.Count;
        ref FeeRecord fee = ref fees.Add();
        fee.Amount = reader.Decimal();
        fee.Currency = reader.Unsigned();
        fee.At = reader.Signed();
        fee.Exec = reader.ReadInt();
        fee.Position = reader.ReadInt();
        fee.Entry = -reader.ReadInt();
        fee.Kind = (FeeKind)reader.Byte();
        if (fee.Exec != 0)
        {
            ref ExecutionRecord record = ref executions.Record(new ExecHandle(fee.Exec));
            fee.NextOfExec = record.FeeHead;
            record.FeeHead = index;
        }

        AddToTotal(fee, fee.Entry == 0 ? fee.Amount : fee.Amount * Entry(fee.Entry).Px);
    }

    // The entries know what stands before them; what stands behind follows.
    private void Chain(ref PositionRecord position)
    {
        int next = 0;
        for (int at = position.Tail; at != 0;)
        {
            ref EntryRecord entry = ref Entry(at);
            entry.Next = next;
            if (at > 0) CountTrade(position.Key.Account, at, 1);
            next = at;
            at = entry.Prev;
        }

        position.Head = next;
    }

    private void Reopen(ref PositionRecord position, List<(int Entry, decimal Qty)> open)
    {
        foreach ((int handle, decimal qty) in open)
        {
            ref readonly EntryRecord entry = ref Entry(handle);
            lots.Open(ref position, handle, qty, new PackedNumber(entry.PxCoefficient, entry.PxScale));
        }
    }

    private void Clear()
    {
        positions.Clear();
        positions.Add();
        handles.Clear();
        (lastKey, lastHandle) = (default, 0);
        lots.Reset();
        tradesAt.Clear();
        others.Clear();
        others.Add();
        imports.Clear();
        importsByReference.Clear();
        fees.Clear();
        fees.Add();
        feeTotals.Clear();
        feeTotals.Add();
    }
}
