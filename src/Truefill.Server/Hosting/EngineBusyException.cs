using System;

namespace Truefill.Server.Hosting;

/// <summary>A request was not taken: nothing of it is journaled, the caller may try again.</summary>
public sealed class EngineBusyException : Exception
{
    public EngineBusyException(string message) : base(message)
    {
    }

    public EngineBusyException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public EngineBusyException()
    {
    }
}
