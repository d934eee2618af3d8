using System;
using System.IO;
using System.Threading;

namespace Truefill.Cli.Frame;

/// <summary>Stdout, whose failures are told apart from those of the files that a command works on.</summary>
/// <param name="readerGone">Canceled once nobody reads it any more; what is written then is lost.</param>
internal sealed class OutputStream(Stream target, CancellationTokenSource readerGone) : WriteOnlyStream
{
    /// <exception cref="OutputException">It cannot be written, as on a full disk.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            target.Write(buffer);
        }
        catch (IOException e)
        {
            throw new OutputException($"the output cannot be written: {e.Message}", e);
        }

        if (OutputPipe.IsBroken()) readerGone.Cancel();
    }

    public override void Flush() => target.Flush();
}

/// <summary>Stdout takes no more. It is no bug, and nothing that a command does is undone by it.</summary>
internal sealed class OutputException(string message, Exception inner) : Exception(message, inner);
