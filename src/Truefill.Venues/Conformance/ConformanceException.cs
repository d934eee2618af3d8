using System;

namespace Truefill.Venues.Conformance;

/// <summary>A venue does not do what it claims. The message says what was expected and what came.</summary>
public sealed class ConformanceException : Exception
{
    public ConformanceException(string message) : base(message)
    {
    }

    public ConformanceException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public ConformanceException()
    {
    }
}
