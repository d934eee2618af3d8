namespace Truefill.Domain.Reconciliation;

/// <summary>How books and venue differ. Numbers are frozen.</summary>
public enum BreakClass : byte
{
    /// <summary>Both have the position, and its quantities differ.</summary>
    Mismatch = 1,

    /// <summary>Only the venue has it.</summary>
    PhantomPosition = 2,

    /// <summary>Only the books have it.</summary>
    MissingPosition = 3,

    /// <summary>
    /// Both agree, but an order filled after its end was told: an advisory's after its result, any other after the
    /// venue was thought not to have it. Only a person ends it.
    /// </summary>
    LateFill = 4,

    /// <summary>The venue lists more of an order as open than the books hold of it.</summary>
    PhantomOrder = 5,

    /// <summary>The venue has an order open that nobody here entered and that is not adopted.</summary>
    OrphanOrder = 6,

    /// <summary>The books hold an order as working that the venue does not know.</summary>
    MissingOrder = 7,

    /// <summary>The venue executed more of an order than was ordered. It is true, and nobody asked for it.</summary>
    Overfill = 8,

    /// <summary>The venue says that it executed more of an order than the books have of it.</summary>
    MissingFill = 9,
}
