using System.Collections.Generic;
using Truefill.Domain.Risk;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using Truefill.Domain.Time;
using Truefill.Engine.Codec;

namespace Truefill.Engine.Inputs;

/// <content>Limits, by the configuration and by people, and which names the configuration has.</content>
public static partial class InputCodec
{
    private static void WriteLimits(FieldWriter fields, object body)
    {
        switch (body)
        {
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
            case DefineNames names:
                Write(fields, names.Venues);
                Write(fields, names.Accounts);
                break;
            case DefineRiskDays days:
                fields.Put(days.Account);
                fields.Put(days.Offsets.Count);
                foreach (DayOffset offset in days.Offsets)
                {
                    fields.Put(offset.From.Value);
                    fields.Put(offset.Nanos);
                }

                break;
        }
    }

    private static object ReadLimits(InputKind kind, ref FactFields fields) => kind switch
    {
        InputKind.DefineLimits => new DefineLimits(ReadValues(ref fields), fields.String(), fields.Bool()),
        InputKind.SetLimits =>
            new SetLimits(ReadValues(ref fields), fields.String(), fields.String(), fields.Bool()),
        InputKind.DefineNames => new DefineNames(ReadNames(ref fields), ReadNames(ref fields)),
        _ => new DefineRiskDays(fields.String(), ReadDays(ref fields)),
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

    private static void Write(FieldWriter fields, IReadOnlyList<string> names)
    {
        fields.Put(names.Count);
        foreach (string name in names) fields.Put(name);
    }

    private static List<string> ReadNames(ref FactFields fields)
    {
        List<string> names = [];
        for (int count = fields.Int(); count > 0; count--) names.Add(fields.String());
        return names;
    }

    private static List<DayOffset> ReadDays(ref FactFields fields)
    {
        List<DayOffset> offsets = [];
        for (int count = fields.Int(); count > 0; count--)
            offsets.Add(new DayOffset(new UtcNanos(fields.Signed()), fields.Signed()));
        return offsets;
    }
}
