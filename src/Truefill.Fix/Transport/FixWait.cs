namespace Truefill.Fix;

/// <summary>How a connection waits for bytes.</summary>
public enum FixWait : byte
{
    /// <summary>Asleep in the kernel until there are some.</summary>
    Block,

    /// <summary>Asking without pause: a core per session for a few microseconds less.</summary>
    Spin,
}
