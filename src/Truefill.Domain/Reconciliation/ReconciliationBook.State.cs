using Truefill.Domain.Names;
using Truefill.Domain.State;

namespace Truefill.Domain.Reconciliation;

public sealed partial class ReconciliationBook
{
    public void Save(IStateWriter writer)
    {
        writer.Unsigned((ulong)LastId);
        writer.Unsigned((ulong)latest.Count);
        foreach (PositionsCompared compared in latest) Save(writer, in compared);
        writer.Unsigned((ulong)byVenue.Count);
        foreach (PositionsCompared compared in byVenue.Values) Save(writer, in compared);
        writer.Unsigned((ulong)breaks.Count);
        foreach (PositionBreak found in breaks.Values) Save(writer, in found);
        writer.Unsigned((ulong)lists.Count);
        foreach ((int venue, PositionList list) in lists)
        {
            writer.Unsigned((ulong)venue);
            writer.Write(list.AsOf);
            writer.Write(list.AnsweredAt);
            writer.Bool(list.IsConcluded);
            writer.Bool(list.IsCompared);
            writer.Unsigned((ulong)list.Rows.Count);
            foreach (PositionListed row in list.Rows.Values)
            {
                writer.Unsigned((ulong)row.Account.Value);
                writer.Unsigned((ulong)row.Symbol.Value);
                writer.Write(row.Qty);
                writer.Write(row.StopLoss);
                writer.Write(row.TakeProfit);
                writer.Write(row.AvgPx);
            }
        }

        SaveProvisionals(writer);
        SaveLooks(writer);
    }

    public void Load(IStateReader reader)
    {
        latest.Clear();
        byVenue.Clear();
        breaks.Clear();
        unresolved.Clear();
        lists.Clear();
        LastId = reader.ReadInt();
        for (int count = reader.ReadInt(); count > 0; count--) latest.Enqueue(LoadCompared(reader));
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            PositionsCompared compared = LoadCompared(reader);
            byVenue[compared.Venue.Value] = compared;
        }

        LastBreakId = 0;
        for (int count = reader.ReadInt(); count > 0; count--)
        {
            PositionBreak found = LoadBreak(reader);
            breaks[found.Latest.Id] = found;
            unresolved.Follow(in found);
            LastBreakId = found.Latest.Id;
        }

        for (int count = reader.ReadInt(); count > 0; count--) LoadList(reader);
        LoadProvisionals(reader);
        LoadLooks(reader);
    }

    private void LoadList(IStateReader reader)
    {
        VenueId venue = new(reader.ReadInt());
        PositionList list = new()
        {
            AsOf = reader.ReadTime(),
            AnsweredAt = reader.ReadTime(),
            IsConcluded = reader.Bool(),
            IsCompared = reader.Bool(),
        };
        for (int rows = reader.ReadInt(); rows > 0; rows--)
        {
            PositionListed row = new(
                venue,
                new AccountId(reader.ReadInt()),
                new SymbolId(reader.ReadInt()),
                reader.ReadQty(),
                reader.ReadPx(),
                reader.ReadPx(),
                reader.ReadPx());
            list.Rows[(row.Account.Value, row.Symbol.Value)] = row;
        }

        lists[venue.Value] = list;
    }

    private static void Save(IStateWriter writer, in PositionsCompared compared)
    {
        writer.Unsigned((ulong)compared.Id);
        writer.Unsigned((ulong)compared.Venue.Value);
        writer.Byte((byte)compared.Status);
        writer.Unsigned((ulong)compared.Rows);
        writer.Unsigned((ulong)compared.Differences);
        writer.Write(compared.AsOf);
        writer.Write(compared.Detail);
        writer.Write(compared.At);
    }

    private static PositionsCompared LoadCompared(IStateReader reader) => new(
        reader.ReadInt(),
        new VenueId(reader.ReadInt()),
        (ComparisonStatus)reader.Byte(),
        reader.ReadInt(),
        reader.ReadInt(),
        reader.ReadTime(),
        reader.ReadString(),
        reader.ReadTime());

    private static void Save(IStateWriter writer, in PositionBreak found)
    {
        BreakOpened of = found.Latest;
        writer.Unsigned((ulong)of.Id);
        writer.Byte((byte)of.Class);
        writer.Unsigned((ulong)of.Venue.Value);
        writer.Unsigned((ulong)of.Account.Value);
        writer.Unsigned((ulong)of.Symbol.Value);
        writer.Write(of.Expected);
        writer.Write(of.Found);
        writer.Write(of.At);
        writer.Byte((byte)found.State);
        writer.Write(found.Owner);
        writer.Write(found.By);
        writer.Write(found.Reason);
        writer.Write(found.OpenedAt);
        bool isOfOrder = !of.Order.IsNone;
        writer.Bool(isOfOrder);
        if (isOfOrder) Save(writer, of.Order);
    }

    private static PositionBreak LoadBreak(IStateReader reader)
    {
        PositionBreak found = new(
            new BreakOpened(
                reader.ReadInt(),
                (BreakClass)reader.Byte(),
                new VenueId(reader.ReadInt()),
                new AccountId(reader.ReadInt()),
                new SymbolId(reader.ReadInt()),
                reader.ReadQty(),
                reader.ReadQty(),
                reader.ReadTime()),
            (BreakState)reader.Byte(),
            reader.ReadString() ?? "",
            reader.ReadString() ?? "",
            reader.ReadString() ?? "",
            reader.ReadTime());
        return reader.Bool() ? found with { Latest = found.Latest with { Order = LoadSight(reader) } } : found;
    }
}
