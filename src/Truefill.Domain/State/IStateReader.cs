using System;

namespace Truefill.Domain.State;

/// <summary>
/// The mirror of <see cref="IStateWriter"/>. Reads throw on truncated input; checkpoints are checksummed before.
/// </summary>
public interface IStateReader
{
    byte Byte();

    bool Bool();

    ulong Unsigned();

    long Signed();

    decimal Decimal();

    ReadOnlySpan<byte> Text();
}
