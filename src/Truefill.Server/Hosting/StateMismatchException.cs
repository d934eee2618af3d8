using System;

namespace Truefill.Server.Hosting;

/// <summary>
/// Replay does not lead to the state that the last clean stop sealed. The journal is sound; a checkpoint or this
/// build's reading of it is not, so nothing is started.
/// </summary>
public sealed class StateMismatchException : Exception
{
    public StateMismatchException(ulong seq)
        : base($"the state replayed up to sequence {seq} is not the one that was sealed there; "
            + "remove the directory checkpoints and start again, or go back to the build that wrote the seal")
    {
    }

    public StateMismatchException(string message) : base(message)
    {
    }

    public StateMismatchException(string message, Exception innerException) : base(message, innerException)
    {
    }

    public StateMismatchException()
    {
    }
}
