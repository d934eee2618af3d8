using System.Collections.Generic;
using Truefill.Domain.Executions.Commands;
using Truefill.Domain.Orders;
using Truefill.Domain.Orders.Commands;
using Truefill.Domain.Reconciliation;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Venues;
using Truefill.Domain.Venues.Commands;
using Truefill.Engine.Codec;

namespace Truefill.Engine.Inputs;

/// <content>Answers of venues, what was not sent, kill switches and holds.</content>
public static partial class InputCodec
{
    private static void WriteSafety(FieldWriter fields, object body)
    {
        switch (body)
        {
            case VenueAnswer answer:
                Write(fields, answer);
                break;
            case SendFailed failure:
                fields.Put(failure.Order);
                fields.Put(failure.WireId);
                fields.Put((byte)failure.Reason);
                break;
            case SetKillSwitch kill:
                fields.Put((byte)kill.Scope);
                fields.Put(kill.Target);
                fields.Put((byte)(kill.Type ?? default));
                fields.Put((byte)kill.State);
                fields.Put(kill.Reason);
                fields.Put(kill.By);
                break;
            case ResumeTrading resume:
                fields.Put(resume.Venue);
                fields.Put(resume.By);
                fields.Put(resume.Reason);
                break;
            case HoldTrading hold:
                fields.Put(hold.Venue);
                fields.Put(hold.By);
                fields.Put(hold.Reason);
                break;
            case DefineLimits or SetLimits or DefineRiskDays or DefineNames:
                WriteLimits(fields, body);
                break;
            case Reconcile request:
                fields.Put(request.Venue);
                fields.Put(request.By);
                break;
            case ChangeBreak change:
                fields.Put(change.Id);
                fields.Put((byte)(change.State ?? default));
                fields.Put(change.Owner);
                fields.Put(change.By);
                fields.Put(change.Reason);
                break;
            case AnswerProgress progress:
                fields.Put(progress.Venue);
                fields.Put(progress.QueryId);
                break;
            case CorrectBreak correct:
                fields.Put(correct.Id);
                fields.Put(correct.Price);
                fields.Put(correct.By);
                fields.Put(correct.Reason);
                break;
            case AssignExecution assign:
                fields.Put(assign.Exec);
                fields.Put(assign.Strategy);
                fields.Put(assign.By);
                fields.Put(assign.Reason);
                break;
            default:
                WriteAdvisory(fields, body);
                break;
        }
    }

    private static object ReadSafety(InputKind kind, ref FactFields fields) => kind switch
    {
        InputKind.VenueAnswer => ReadVenueAnswer(ref fields),
        InputKind.SendFailed => new SendFailed(fields.OrderHandle(), fields.ClOrdId(), (AbortReason)fields.Byte()),
        InputKind.SetKillSwitch => new SetKillSwitch(
            (KillScope)fields.Byte(),
            fields.String(),
            fields.Byte() is var type and not 0 ? (KillSwitchType)type : null,
            (KillSwitchState)fields.Byte(),
            fields.String(),
            fields.String()),
        InputKind.ResumeTrading => new ResumeTrading(fields.String(), fields.String(), fields.String()),
        InputKind.HoldTrading => new HoldTrading(fields.String(), fields.String(), fields.String()),
        InputKind.DefineLimits or InputKind.SetLimits or InputKind.DefineRiskDays or InputKind.DefineNames =>
            ReadLimits(kind, ref fields),
        InputKind.Reconcile => new Reconcile(fields.String(), fields.String()),
        InputKind.ChangeBreak => new ChangeBreak(
            fields.Int(),
            fields.Byte() is var state and not 0 ? (BreakState)state : null,
            fields.NullableString(),
            fields.String(),
            fields.String()),
        InputKind.AnswerContinues => new AnswerProgress(fields.String(), fields.Signed()),
        InputKind.CorrectBreak => new CorrectBreak(
            fields.Int(), fields.NullablePx(), fields.String(), fields.String()),
        InputKind.AssignExecution => new AssignExecution(
            fields.ExecHandle(), fields.String(), fields.String(), fields.String()),
        _ => ReadAdvisory(kind, ref fields),
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
