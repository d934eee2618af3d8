using Truefill.Domain.Executions.Storage;
using Truefill.Domain.Names;
using Truefill.Domain.Orders;
using Truefill.Domain.Quantities;
using Truefill.Domain.State;

namespace Truefill.Domain.Executions;

/// <summary>
/// The ledger as bytes: executions and amendments in the order of arrival, what was first booked of the amended ones,
/// and each one's predecessor in its position's history. Indexes are made anew.
/// </summary>
public sealed partial class ExecutionLedger
{
    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)Count);
        for (int i = 1; i < records.Count; i++)
        {
            ref readonly ExecutionRecord record = ref records[i];
            ExecHandle exec = new(i);
            Write(writer, KeyOf(exec));
            writer.Write(OrderRefOf(exec).Text);
            writer.Unsigned((ulong)record.Order);
            WriteEntry(writer, record.Entry, i);
            bool amended = originals.TryGetValue(i, out OriginalTerms original);
            writer.Bool(amended);
            if (!amended) continue;
            writer.Decimal(ExactDecimal.Normalize(original.SignedQty));
            writer.Decimal(ExactDecimal.Normalize(original.Px));
            writer.Byte((byte)original.Side);
            writer.Unsigned((ulong)original.Position);
            writer.Unsigned((ulong)original.FirstAmendment);
        }

        writer.Unsigned((ulong)(amendments.Count - 1));
        for (int i = 1; i < amendments.Count; i++)
        {
            AmendmentRecord record = amendments[i];
            Write(writer, KeyOfAmendment(i));
            writer.Unsigned((ulong)record.Exec);
            if (record.IsAwaited) Write(writer, TargetOf(i));
            writer.Unsigned((ulong)record.NextOfExec);
            writer.Bool(record.IsBust);
            writer.Byte((byte)record.Side);
            writer.Unsigned((ulong)record.Account.Value);
            writer.Write(record.LastQty);
            writer.Decimal(record.LastPx.Value);
            writer.Signed(record.VenueSeq);
            writer.Write(record.TransactTime);
            writer.Unsigned((ulong)FeesStatedBy(i).Count);
            foreach (Fee fee in FeesStatedBy(i))
            {
                writer.Decimal(ExactDecimal.Normalize(fee.Amount.Amount));
                writer.Unsigned(fee.Amount.Currency.Packed);
                writer.Byte((byte)fee.Kind);
            }
        }
    }

    /// <summary>Takes the place of everything. The position book is loaded after it and closes the chains.</summary>
    public void Load(IStateReader reader)
    {
        Clear();
        int executions = reader.ReadInt();
        records.Reserve(executions);
        trades.Reserve(executions);
        for (int count = executions; count > 0; count--)
        {
            ExecHandle exec = NextHandle;
            ExecKey key = ReadKey(reader);
            ref ExecutionRecord record = ref Append(exec, key, reader.ReadShortText());
            record.Order = reader.ReadInt();
            ReadEntry(reader, ref record.Entry, exec.Value);
            if (!reader.Bool()) continue;
            originals.Add(exec.Value, new OriginalTerms
            {
                SignedQty = reader.Decimal(),
                Px = reader.Decimal(),
                Side = (EntryFlags)reader.Byte(),
                Position = reader.ReadInt(),
                FirstAmendment = reader.ReadInt(),
            });
        }

        for (int count = reader.ReadInt(); count > 0; count--)
        {
            int index = AddAmendment(ReadKey(reader));
            ref AmendmentRecord record = ref amendments[index];
            record.Exec = reader.ReadInt();
            if (record.IsAwaited)
            {
                ExecKey target = ReadKey(reader);
                record.TargetText = KeepKey(target);
                Await(index, target);
            }

            record.NextOfExec = reader.ReadInt();
            record.IsBust = reader.Bool();
            record.Side = (Side)reader.Byte();
            record.Account = new AccountId(reader.ReadInt());
            record.LastQty = reader.ReadQty();
            record.LastPx = Px.FromTrusted(reader.Decimal());
            record.VenueSeq = reader.Signed();
            record.TransactTime = reader.ReadTime();
            int fees = reader.ReadInt();
            if (fees == 0) continue;
            record.Fees = [];
            for (; fees > 0; fees--)
            {
                Money amount = new(reader.Decimal(), Currency.FromPacked(reader.Unsigned()));
                record.Fees.Add(new Fee(amount, (FeeKind)reader.Byte()));
            }
        }
    }

    internal static void WriteEntry(IStateWriter writer, in EntryRecord entry, int handle)
    {
        writer.Byte((byte)entry.Flags);
        writer.Unsigned((ulong)entry.Position);
        writer.Decimal(ExactDecimal.Normalize(entry.SignedQty));
        writer.Decimal(ExactDecimal.Normalize(entry.Px));
        writer.Signed(entry.TransactTime);
        writer.Signed(entry.VenueSeq);
        if (entry.Has(EntryFlags.Linked)) writer.Signed(handle - entry.Prev);
    }

    internal static void ReadEntry(IStateReader reader, ref EntryRecord entry, int handle)
    {
        entry.Flags = (EntryFlags)reader.Byte();
        entry.Position = reader.ReadInt();
        entry.SetTerms(reader.Decimal(), reader.Decimal());
        entry.TransactTime = reader.Signed();
        entry.VenueSeq = reader.Signed();
        if (entry.Has(EntryFlags.Linked)) entry.Prev = checked((int)(handle - reader.Signed()));
    }

    private static void Write(IStateWriter writer, in ExecKey key)
    {
        writer.Unsigned((ulong)key.Venue.Value);
        writer.Signed(key.Scope);
        writer.Write(key.ExecId.Text);
    }

    private static ExecKey ReadKey(IStateReader reader) => new(
        new VenueId(reader.ReadInt()), checked((int)reader.Signed()), new ExecId(reader.ReadShortText()));

    private uint KeepKey(in ExecKey key) => texts.Take(KeyText.Write(in key, texts.Room(KeyText.BufferBytes)));

    private void Clear()
    {
        records.Clear();
        records.Add();
        amendments.Clear();
        amendments.Add();
        texts.Clear();
        trades.Clear();
        amendmentIds.Clear();
        originals.Clear();
        scopes.Clear();
        awaited.Clear();
        AwaitedCount = 0;
    }
}
