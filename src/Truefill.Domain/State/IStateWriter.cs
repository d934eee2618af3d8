using System;

namespace Truefill.Domain.State;

/// <summary>
/// Takes the state apart field by field, in one canonical order: the same bytes are hashed to compare two states and
/// stored as a checkpoint. Equal state must give equal bytes, so nothing may depend on capacity, history of growth or
/// the iteration order of a hash table.
/// </summary>
public interface IStateWriter
{
    void Byte(byte value);

    void Bool(bool value);

    void Unsigned(ulong value);

    void Signed(long value);

    void Decimal(decimal value);

    void Text(ReadOnlySpan<byte> utf8);
}
