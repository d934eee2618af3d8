using Truefill.Domain.Clients.Commands;
using Truefill.Domain.Engine;
using Truefill.Domain.Intake;
using Truefill.Domain.Venues;
using Truefill.Engine.Codec;

namespace Truefill.Engine.Inputs;

/// <content>What operators, the configuration and the engine's own life put in.</content>
public static partial class InputCodec
{
    private static void WriteOther(FieldWriter fields, object body)
    {
        switch (body)
        {
            case MalformedInput malformed:
                fields.Put((byte)malformed.Reason);
                fields.Put(malformed.Detail);
                fields.Put(malformed.MsgSeqNum);
                break;
            case CloseDeadLetter close:
                fields.Put(close.Id);
                fields.Put(close.Replayed);
                fields.Put(close.By);
                fields.Put(close.Reason);
                break;
            case DefineVenue venue:
                fields.Put(venue.Venue);
                fields.Put(venue.ReadOnly);
                fields.Put((int)venue.Capabilities);
                fields.Put(venue.RequestTimeout);
                fields.Put(venue.ComparesOnStart);
                fields.Put(venue.CompareEvery);
                fields.Put(venue.QtyTolerance);
                if (venue.CorrectsPositions || venue.Orphans != OrphanPolicy.Adopt)
                    fields.Put(venue.CorrectsPositions);
                if (venue.Orphans != OrphanPolicy.Adopt) fields.Put((byte)venue.Orphans);
                break;
            case SessionChange change:
                fields.Put(change.Venue);
                fields.Put(change.Reason);
                break;
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
            case ClientMessage message:
                Write(fields, message);
                break;
            case AuditEntry audit:
                Write(fields, audit);
                break;
            default:
                WriteSafety(fields, body);
                break;
        }
    }

    private static object ReadOther(InputKind kind, ref FactFields fields) => kind switch
    {
        InputKind.Malformed => new MalformedInput((DeadLetterReason)fields.Byte(), fields.String(), fields.Signed()),
        InputKind.CloseDeadLetter => new CloseDeadLetter(fields.Int(), fields.Bool(), fields.String(), fields.String()),
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
        InputKind.SessionOpened or InputKind.SessionClosed or InputKind.SessionSilent =>
            new SessionChange(fields.String(), fields.String()),
        InputKind.Start => new EngineStart(
            fields.Signed(), fields.String(), fields.String(), fields.NullableString(), fields.Bool()),
        InputKind.Stop => new EngineStop(fields.String()),
        InputKind.ClientMessage => ReadClientMessage(ref fields),
        InputKind.Audit => ReadAudit(ref fields),
        _ => ReadSafety(kind, ref fields),
    };

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
}
