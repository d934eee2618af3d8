using System;
using System.IO;

namespace Truefill.Fix;

/// <summary>A store could not write, sync or read back what it has promised to keep.</summary>
public sealed class FixStoreException : IOException
{
    public FixStoreException(string message)
        : base(message)
    {
    }

    public FixStoreException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
