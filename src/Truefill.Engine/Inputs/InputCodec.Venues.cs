using System.Collections.Generic;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues;
using Truefill.Engine.Codec;

namespace Truefill.Engine.Inputs;

/// <content>Sessions of venues, and their answers to questions.</content>
public static partial class InputCodec
{
    private static void WriteVenue(FieldWriter fields, object body)
    {
        switch (body)
        {
            case SessionChange change:
                fields.Put(change.Venue);
                fields.Put(change.Reason);
                break;
            case VenueAnswer answer:
                Write(fields, answer);
                break;
            case AnswerProgress progress:
                fields.Put(progress.Venue);
                fields.Put(progress.QueryId);
                break;
            default:
                throw Misplaced(body);
        }
    }

    private static object ReadVenue(InputKind kind, ref FactFields fields) => kind switch
    {
        InputKind.SessionOpened or InputKind.SessionClosed or InputKind.SessionSilent =>
            new SessionChange(fields.String(), fields.String()),
        InputKind.VenueAnswer => ReadVenueAnswer(ref fields),
        InputKind.AnswerContinues => new AnswerProgress(fields.String(), fields.Signed()),
        _ => throw Misplaced(kind),
    };

    private static void Write(FieldWriter fields, VenueAnswer answer)
    {
        fields.Put(answer.QueryId);
        fields.Put(answer.Venue);
        fields.Put((byte)answer.Kind);
        fields.Put((byte)answer.Status);
        fields.Put(answer.AsOf);
        fields.Put(answer.Detail);
        fields.Put(answer.Orders.Count);
        foreach (ExecutionReport report in answer.Orders) ExecutionReportCodec.Write(fields, in report);
        fields.Put(answer.Positions.Count);
        foreach (VenuePosition position in answer.Positions) Write(fields, in position);
        fields.Put(answer.Balances.Count);
        foreach (VenueBalance balance in answer.Balances)
        {
            fields.Put(balance.Account);
            fields.Put(balance.Cash);
            fields.Put(balance.BuyingPower);
        }
    }

    private static void Write(FieldWriter fields, in VenuePosition position)
    {
        fields.Put(position.Account);
        fields.Put(position.Symbol);
        fields.Put(position.Qty);
        fields.Put(position.AvgPx);
        fields.Put(position.RealizedPnl);
        fields.Put(position.Currency);
        fields.Put(position.StopLoss);
        fields.Put(position.TakeProfit);
    }

    private static VenueAnswer ReadVenueAnswer(ref FactFields fields) => new()
    {
        QueryId = fields.Signed(),
        Venue = fields.String(),
        Kind = (QueryKind)fields.Byte(),
        Status = (AnswerStatus)fields.Byte(),
        AsOf = fields.Time(),
        Detail = fields.NullableString(),
        Orders = ReadReports(ref fields),
        Positions = ReadPositions(ref fields),
        Balances = ReadBalances(ref fields),
    };

    private static List<ExecutionReport> ReadReports(ref FactFields fields)
    {
        List<ExecutionReport> reports = [];
        for (int count = fields.Int(); count > 0; count--) reports.Add(ExecutionReportCodec.Read(ref fields));
        return reports;
    }

    private static List<VenuePosition> ReadPositions(ref FactFields fields)
    {
        List<VenuePosition> positions = [];
        for (int count = fields.Int(); count > 0; count--)
        {
            positions.Add(new VenuePosition(
                fields.String(),
                fields.String(),
                fields.Qty(),
                fields.NullablePx(),
                fields.NullableDecimal(),
                fields.Currency(),
                fields.NullablePx(),
                fields.NullablePx()));
        }

        return positions;
    }

    private static List<VenueBalance> ReadBalances(ref FactFields fields)
    {
        List<VenueBalance> balances = [];
        for (int count = fields.Int(); count > 0; count--)
            balances.Add(new VenueBalance(fields.String(), fields.Money(), fields.NullableDecimal()));
        return balances;
    }
}
