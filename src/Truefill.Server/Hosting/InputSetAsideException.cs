using System;

namespace Truefill.Server.Hosting;

/// <summary>A request broke the engine twice. It is a dead letter; trying again does not help.</summary>
public sealed class InputSetAsideException : Exception
{
    private const string Why = "the engine broke twice at deciding this request: it is a dead letter and was not "
        + "decided; see truefill deadletters list";

    public InputSetAsideException() : base(Why)
    {
    }

    public InputSetAsideException(string message) : base(message)
    {
    }

    public InputSetAsideException(string message, Exception innerException) : base(message, innerException)
    {
    }
}
