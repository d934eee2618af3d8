using Truefill.Domain.Quantities;

namespace Truefill.Domain.Executions.Storage;

/// <summary>
/// A price or quantity as the records hold it: a signed coefficient of at most 18 digits and its scale.
/// </summary>
internal readonly record struct PackedNumber(long Coefficient, byte Scale)
{
    public static PackedNumber Of(Exact value)
    {
        if (!value.TryGetCoefficient(out long coefficient))
        {
            value = value.Normalized();
            Invariant.Holds(
                value.TryGetCoefficient(out coefficient), "prices and quantities have at most 18 digits");
        }

        return new PackedNumber(coefficient, (byte)value.Scale);
    }

    public Exact ToExact() => Exact.Of(Coefficient, Scale);
}
