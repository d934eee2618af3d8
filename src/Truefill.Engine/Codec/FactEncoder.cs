using Truefill.Domain;

namespace Truefill.Engine.Codec;

/// <summary>Writes each fact as one record. Field order is the order of the fact's parameters.</summary>
public sealed partial class FactEncoder(FieldWriter fields) : IFacts
{
    /// <summary>Sequence of the fact written last.</summary>
    public ulong LastSeq => fields.Block.NextSeq - 1;
}
