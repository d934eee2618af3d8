using System.Collections.Generic;
using Truefill.Domain;
using Truefill.Domain.Advisories;
using Truefill.Domain.Risk;
using Truefill.Domain.Venues;

namespace Truefill.Engine.Codec;

public static partial class FactDecoder
{
    private static bool DecodeAdvisoryFact(FactType type, ref FactFields fields, IFacts target)
    {
        switch (type)
        {
            case FactType.AdvisoryProposed:
                target.Apply(new AdvisoryProposed(fields.Int(), fields.Snapshot(), fields.String(), fields.Time()));
                return true;

            case FactType.AdvisoryDecided:
                target.Apply(new AdvisoryDecided(
                    fields.Int(), fields.Bool(), fields.String(), fields.String(), fields.String(), fields.Time()));
                return true;

            case FactType.AdvisoryStarted:
                target.Apply(new AdvisoryStarted(
                    fields.Int(), (KillSwitchState)fields.Byte(), fields.String(), fields.Time()));
                return true;

            case FactType.AdvisoryOrdered:
                target.Apply(new AdvisoryOrdered(fields.Int(), fields.OrderHandle(), fields.Time()));
                return true;

            case FactType.AdvisoryTimedOut:
                target.Apply(new AdvisoryTimedOut(fields.Int(), fields.Time()));
                return true;

            case FactType.AdvisoryAsked:
                target.Apply(new AdvisoryAsked(
                    fields.Int(), (QueryKind)fields.Byte(), fields.Signed(), fields.NullableString(), fields.Time()));
                return true;

            case FactType.AdvisoryEnded:
                target.Apply(DecodeAdvisoryEnded(ref fields));
                return true;

            case FactType.AdvisoryReconciled:
                target.Apply(new AdvisoryReconciled(fields.Int(), DecodeReport(ref fields), fields.Time()));
                return true;

            default:
                return false;
        }
    }

    private static AdvisoryEnded DecodeAdvisoryEnded(ref FactFields fields) => new(
        fields.Int(),
        (AdvisoryStage)fields.Byte(),
        fields.Qty(),
        fields.NullablePx(),
        fields.NullablePx(),
        fields.NullablePx(),
        fields.NullableString(),
        fields.Bool(),
        fields.Bool(),
        fields.Time());

    private static ReconciliationReport DecodeReport(ref FactFields fields)
    {
        ReconciliationStatus status = (ReconciliationStatus)fields.Byte();
        List<string> mismatches = [];
        for (int count = fields.Int(); count > 0; count--) mismatches.Add(fields.String());
        return new ReconciliationReport(
            status,
            mismatches,
            fields.Qty(),
            fields.NullablePx(),
            fields.NullablePx(),
            fields.NullableQty(),
            fields.NullablePx(),
            fields.NullablePx());
    }
}
