using Truefill.Domain.Reconciliation;
using Truefill.Domain.Reconciliation.Commands;
using Truefill.Engine.Codec;

namespace Truefill.Engine.Inputs;

/// <content>Comparisons with venues, breaks, and what was put aside.</content>
public static partial class InputCodec
{
    private static void WriteReconciliation(FieldWriter fields, object body)
    {
        switch (body)
        {
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
            case CorrectBreak correct:
                fields.Put(correct.Id);
                fields.Put(correct.Price);
                fields.Put(correct.By);
                fields.Put(correct.Reason);
                break;
            case CloseDeadLetter close:
                fields.Put(close.Id);
                fields.Put(close.Replayed);
                fields.Put(close.By);
                fields.Put(close.Reason);
                break;
            default:
                throw Misplaced(body);
        }
    }

    private static object ReadReconciliation(InputKind kind, ref FactFields fields) => kind switch
    {
        InputKind.Reconcile => new Reconcile(fields.String(), fields.String()),
        InputKind.ChangeBreak => new ChangeBreak(
            fields.Int(),
            fields.Byte() is var state and not 0 ? (BreakState)state : null,
            fields.NullableString(),
            fields.String(),
            fields.String()),
        InputKind.CorrectBreak => new CorrectBreak(
            fields.Int(), fields.NullablePx(), fields.String(), fields.String()),
        InputKind.CloseDeadLetter => new CloseDeadLetter(fields.Int(), fields.Bool(), fields.String(), fields.String()),
        _ => throw Misplaced(kind),
    };
}
