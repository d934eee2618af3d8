using Truefill.Domain.Names;
using Truefill.Domain.Time;

namespace Truefill.Domain.Advisories;

/// <summary>The advisory became an order, which is submitted or waits for its venue.</summary>
public readonly record struct AdvisoryOrdered(int Number, OrderHandle Order, UtcNanos At);
