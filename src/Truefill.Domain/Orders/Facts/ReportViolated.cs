using Truefill.Domain.Names;

namespace Truefill.Domain.Orders;

/// <summary>A report contradicts the order it is about; it was recorded and nothing was bent to fit.</summary>
public readonly record struct ReportViolated(
    OrderHandle Order,
    ReportRule Rule,
    string Detail,
    long VenueSeq);
