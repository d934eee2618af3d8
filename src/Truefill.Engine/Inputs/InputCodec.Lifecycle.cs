using System.Collections.Generic;
using Truefill.Domain.Engine;
using Truefill.Domain.Venues;
using Truefill.Engine.Codec;

namespace Truefill.Engine.Inputs;

/// <content>The engine's own life: starts, stops, the configuration, and who asked.</content>
public static partial class InputCodec
{
    private static void WriteLifecycle(FieldWriter fields, object body)
    {
        switch (body)
        {
            case EngineStart start:
                fields.Put(start.Epoch);
                fields.Put(start.Build);
                fields.Put(start.ConfigHash);
                fields.Put(start.Held);
                fields.Put(start.Cold);
                break;
            case EngineStop stop:
                fields.Put(stop.Reason);
                break;
            case DefineVenue venue:
                Write(fields, venue);
                break;
            case DefineNames names:
                Write(fields, names.Venues);
                Write(fields, names.Accounts);
                break;
            case AuditEntry audit:
                Write(fields, audit);
                break;
            default:
                throw Misplaced(body);
        }
    }

    private static object? ReadLifecycle(InputKind kind, ref FactFields fields) => kind switch
    {
        InputKind.Tick => null,
        InputKind.Start => new EngineStart(
            fields.Signed(), fields.String(), fields.String(), fields.NullableString(), fields.Bool()),
        InputKind.Stop => new EngineStop(fields.String()),
        InputKind.DefineVenue => new DefineVenue(
            fields.String(),
            fields.Bool(),
            (VenueCapabilities)fields.Int(),
            fields.Signed(),
            fields.Bool(),
            fields.Signed(),
            fields.Qty(),
            !fields.AtEnd && fields.Bool(),
            fields.AtEnd ? OrphanPolicy.Adopt : (OrphanPolicy)fields.Byte()),
        InputKind.DefineNames => new DefineNames(ReadNames(ref fields), ReadNames(ref fields)),
        InputKind.Audit => ReadAudit(ref fields),
        _ => throw Misplaced(kind),
    };

    // What came later is written only where it is not as it was before.
    private static void Write(FieldWriter fields, DefineVenue venue)
    {
        fields.Put(venue.Venue);
        fields.Put(venue.ReadOnly);
        fields.Put((int)venue.Capabilities);
        fields.Put(venue.RequestTimeout);
        fields.Put(venue.ComparesOnStart);
        fields.Put(venue.CompareEvery);
        fields.Put(venue.QtyTolerance);
        if (venue.CorrectsPositions || venue.Orphans != OrphanPolicy.Adopt) fields.Put(venue.CorrectsPositions);
        if (venue.Orphans != OrphanPolicy.Adopt) fields.Put((byte)venue.Orphans);
    }

    private static void Write(FieldWriter fields, AuditEntry audit)
    {
        fields.Put(audit.Actor);
        fields.Put(audit.Role);
        fields.Put(audit.From);
        fields.Put(audit.Action);
        fields.Put(audit.Target);
        fields.Put((byte)audit.Outcome);
        fields.Put(audit.Code);
        fields.Put(audit.Before);
        fields.Put(audit.After);
        fields.Put(audit.Repeats);
    }

    private static AuditEntry ReadAudit(ref FactFields fields) => new()
    {
        Actor = fields.String(),
        Role = fields.String(),
        From = fields.String(),
        Action = fields.String(),
        Target = fields.String(),
        Outcome = (AuditOutcome)fields.Byte(),
        Code = fields.String(),
        Before = fields.NullableString(),
        After = fields.NullableString(),
        Repeats = fields.Int(),
    };

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
}
