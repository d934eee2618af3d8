using System;

namespace Truefill.Venues;

/// <summary>A command provably did not leave the process: no byte of it reached the wire, and none will.</summary>
public sealed class NotSentException : Exception
{
    public NotSentException(string message) : base(message)
    {
    }

    public NotSentException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public NotSentException()
    {
    }
}
