namespace Truefill.Domain.Risk.Limits;

/// <summary>A bound on what is held: of one strategy or of the whole account, in one symbol or in all.</summary>
internal readonly record struct MeasuredLimit(bool OfStrategy, bool OfSymbol, decimal Value)
{
    /// <summary>Do both bound the same measure?</summary>
    public bool MeasuresAs(MeasuredLimit other) => OfStrategy == other.OfStrategy && OfSymbol == other.OfSymbol;
}
