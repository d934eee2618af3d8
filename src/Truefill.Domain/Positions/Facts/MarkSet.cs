using Truefill.Domain.Names;
using Truefill.Domain.Quantities;
using Truefill.Domain.Time;

namespace Truefill.Domain.Positions;

/// <summary>A price to value positions with.</summary>
public readonly record struct MarkSet(SymbolId Symbol, Px Price, SourceId Source, UtcNanos At);
