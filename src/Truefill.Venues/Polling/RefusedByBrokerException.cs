using System;

namespace Truefill.Venues.Polling;

/// <summary>The broker answered, and its answer was no: the request has no effect. The message is its reason.</summary>
public sealed class RefusedByBrokerException : Exception
{
    public RefusedByBrokerException(string message) : base(message)
    {
    }

    public RefusedByBrokerException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public RefusedByBrokerException()
    {
    }
}
