namespace Truefill.Domain.Executions.Storage;

/// <summary>
/// One execution, with what holds of it now; 64 bytes. Its texts are in the arena, its corrections' history aside.
/// </summary>
internal struct ExecutionRecord
{
    public EntryRecord Entry;
    public int Order;

    /// <summary>Where the key and the venue's order id are in the arena; see <see cref="KeyText"/>.</summary>
    public uint Text;

    /// <summary>First charge of this execution, else 0.</summary>
    public int FeeHead;
}

/// <summary>What was first booked of an execution that was corrected or busted since.</summary>
internal struct OriginalTerms
{
    public decimal SignedQty;
    public decimal Px;
    public EntryFlags Side;
    public int Position;

    /// <summary>First of its busts and corrections in the order of arrival.</summary>
    public int FirstAmendment;
}
