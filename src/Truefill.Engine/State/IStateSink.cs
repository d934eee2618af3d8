using System;

namespace Truefill.Engine.State;

/// <summary>Where the bytes of a state go, in order.</summary>
internal interface IStateSink
{
    void Take(ReadOnlySpan<byte> chunk);
}
