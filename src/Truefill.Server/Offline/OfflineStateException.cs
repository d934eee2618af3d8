using System;

namespace Truefill.Server.Offline;

/// <summary>The state asked for cannot be read from the directory; the message says why and what would help.</summary>
public sealed class OfflineStateException : Exception
{
    public OfflineStateException()
    {
    }

    public OfflineStateException(string message)
        : base(message)
    {
    }

    public OfflineStateException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
