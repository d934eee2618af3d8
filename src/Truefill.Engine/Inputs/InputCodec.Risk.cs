using System.Collections.Generic;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using Truefill.Domain.Venues.Commands;
using Truefill.Engine.Codec;

namespace Truefill.Engine.Inputs;

/// <content>Kill switches, holds, and limits by the configuration and by people.</content>
public static partial class InputCodec
{
    private static void WriteRisk(FieldWriter fields, object body)
    {
        switch (body)
        {
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
            case DefineLimits define:
                Write(fields, define.Limits);
                fields.Put(define.ConfigHash);
                fields.Put(define.IsLive);
                break;
            case SetLimits set:
                Write(fields, set.Limits);
                fields.Put(set.By);
                fields.Put(set.Reason);
                fields.Put(set.HasRiskRole);
                break;
            case DefineRiskDays days:
                Write(fields, days);
                break;
            default:
                throw Misplaced(body);
        }
    }

    private static object ReadRisk(InputKind kind, ref FactFields fields) => kind switch
    {
        InputKind.SetKillSwitch => new SetKillSwitch(
            (KillScope)fields.Byte(),
            fields.String(),
            fields.Byte() is var type and not 0 ? (KillSwitchType)type : null,
            (KillSwitchState)fields.Byte(),
            fields.String(),
            fields.String()),
        InputKind.ResumeTrading => new ResumeTrading(fields.String(), fields.String(), fields.String()),
        InputKind.HoldTrading => new HoldTrading(fields.String(), fields.String(), fields.String()),
        InputKind.DefineLimits => new DefineLimits(ReadValues(ref fields), fields.String(), fields.Bool()),
        InputKind.SetLimits =>
            new SetLimits(ReadValues(ref fields), fields.String(), fields.String(), fields.Bool()),
        InputKind.DefineRiskDays => new DefineRiskDays(fields.String(), ReadDays(ref fields)),
        _ => throw Misplaced(kind),
    };

    private static void Write(FieldWriter fields, IReadOnlyList<LimitValue> limits)
    {
        fields.Put(limits.Count);
        foreach (LimitValue limit in limits)
        {
            fields.Put(limit.Venue);
            fields.Put(limit.Account);
            fields.Put(limit.Strategy);
            fields.Put(limit.Symbol);
            fields.Put((byte)limit.Kind);
            fields.Put(limit.Value);
        }
    }

    private static List<LimitValue> ReadValues(ref FactFields fields)
    {
        List<LimitValue> limits = [];
        for (int count = fields.Int(); count > 0; count--)
        {
            limits.Add(new LimitValue(
                fields.String(),
                fields.String(),
                fields.String(),
                fields.String(),
                (LimitKind)fields.Byte(),
                fields.NullableDecimal()));
        }

        return limits;
    }

    private static void Write(FieldWriter fields, DefineRiskDays days)
    {
        fields.Put(days.Account);
        fields.Put(days.Offsets.Count);
        foreach (DayOffset offset in days.Offsets)
        {
            fields.Put(offset.From.Value);
            fields.Put(offset.Nanos);
        }
    }

    private static List<DayOffset> ReadDays(ref FactFields fields)
    {
        List<DayOffset> offsets = [];
        for (int count = fields.Int(); count > 0; count--)
            offsets.Add(new DayOffset(new UtcNanos(fields.Signed()), fields.Signed()));
        return offsets;
    }
}
