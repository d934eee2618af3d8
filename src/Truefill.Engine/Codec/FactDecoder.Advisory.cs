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
            case FactType.AdvisoryProposed: target.Apply(ReadAdvisoryProposed(ref fields)); return true;
            case FactType.AdvisoryDecided: target.Apply(ReadAdvisoryDecided(ref fields)); return true;
            case FactType.AdvisoryStarted: target.Apply(ReadAdvisoryStarted(ref fields)); return true;
            case FactType.AdvisoryOrdered: target.Apply(ReadAdvisoryOrdered(ref fields)); return true;
            case FactType.AdvisoryTimedOut: target.Apply(ReadAdvisoryTimedOut(ref fields)); return true;
            case FactType.AdvisoryAsked: target.Apply(ReadAdvisoryAsked(ref fields)); return true;
            case FactType.AdvisoryEnded: target.Apply(ReadAdvisoryEnded(ref fields)); return true;
            case FactType.AdvisoryReconciled: target.Apply(ReadAdvisoryReconciled(ref fields)); return true;
            default: return false;
        }
    }

    private static AdvisoryProposed ReadAdvisoryProposed(ref FactFields fields) =>
        new(fields.Int(), fields.Snapshot(), fields.String(), fields.Time());

    private static AdvisoryDecided ReadAdvisoryDecided(ref FactFields fields) => new(
        fields.Int(), fields.Bool(), fields.String(), fields.String(), fields.String(), fields.Time());

    private static AdvisoryStarted ReadAdvisoryStarted(ref FactFields fields) => new(
        fields.Int(), (KillSwitchState)fields.Byte(), fields.String(), fields.Time());

    private static AdvisoryOrdered ReadAdvisoryOrdered(ref FactFields fields) =>
        new(fields.Int(), fields.OrderHandle(), fields.Time());

    private static AdvisoryTimedOut ReadAdvisoryTimedOut(ref FactFields fields) => new(fields.Int(), fields.Time());

    private static AdvisoryAsked ReadAdvisoryAsked(ref FactFields fields) => new(
        fields.Int(), (QueryKind)fields.Byte(), fields.Signed(), fields.NullableString(), fields.Time());

    private static AdvisoryReconciled ReadAdvisoryReconciled(ref FactFields fields) =>
        new(fields.Int(), DecodeReport(ref fields), fields.Time());

    private static AdvisoryEnded ReadAdvisoryEnded(ref FactFields fields) => new(
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
