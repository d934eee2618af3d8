using System;

namespace Truefill.Engine.Recovery;

/// <summary>Is told of each input before the facts that it caused.</summary>
public interface IInputListener
{
    void OnInput(in JournaledInput input);

    /// <summary>The input became a dead letter: its bytes, before the fact that says so.</summary>
    void OnDeadLetter(ReadOnlySpan<byte> raw)
    {
    }
}
