using Truefill.Domain.Advisories.Commands;
using Truefill.Engine.Codec;

namespace Truefill.Engine.Inputs;

/// <content>Advisories, from their proposal to their execution.</content>
public static partial class InputCodec
{
    private static void WriteAdvisory(FieldWriter fields, object body)
    {
        switch (body)
        {
            case ProposeAdvisory propose:
                fields.Put(propose.Snapshot);
                fields.Put(propose.By);
                break;
            case DecideAdvisory decide:
                fields.Put(decide.AdvisoryId);
                fields.Put(decide.Approve);
                fields.Put(decide.SnapshotHash);
                fields.Put(decide.By);
                fields.Put(decide.Reason);
                break;
            case ExecuteAdvisory execute:
                fields.Put(execute.AdvisoryId);
                fields.Put(execute.RequiresBuyingPower);
                fields.Put(execute.By);
                break;
            default:
                throw Misplaced(body);
        }
    }

    private static object ReadAdvisory(InputKind kind, ref FactFields fields) => kind switch
    {
        InputKind.ProposeAdvisory => new ProposeAdvisory(fields.Snapshot(), fields.String()),
        InputKind.DecideAdvisory => new DecideAdvisory(
            fields.String(), fields.Bool(), fields.String(), fields.String(), fields.String()),
        InputKind.ExecuteAdvisory => new ExecuteAdvisory(fields.String(), fields.Bool(), fields.String()),
        _ => throw Misplaced(kind),
    };
}
