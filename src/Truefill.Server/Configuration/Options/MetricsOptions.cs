using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>Which further series <c>/metrics</c> shows.</summary>
/// <param name="SourceNames">Some metrics under their older names beside the usual ones.</param>
/// <param name="Symbols">Positions per symbol: a series each, so only for a bounded number of symbols.</param>
public sealed record MetricsOptions(bool SourceNames, bool Symbols)
{
    internal static MetricsOptions Read(Section s) => new(
        s.Get("source_names", PlainTypes.Flag, false,
            "Also `execution_events_total`, `position_delta_latency_ms`, `reconciliation_duration_ms` and "
            + "`callback_gap_seconds` under just these names."),
        s.Get("symbols", PlainTypes.Flag, false, "Quantity per position too: one series for each."));
}
