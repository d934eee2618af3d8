using System;

namespace Truefill.Server.Reconciliation;

/// <summary>A broker's file does not read; the message says where and what was expected.</summary>
public sealed class BrokerFileException : Exception
{
    public BrokerFileException(string message) : base(message)
    {
    }

    public BrokerFileException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public BrokerFileException()
    {
    }
}
