using System;
using System.IO;
using System.Threading;

namespace Truefill.Cli.Frame;

/// <summary>Stdout, whose failures are told apart from those of the files that a command works on.</summary>
/// <param name="readerGone">Canceled once nobody reads it any more; what is written then is lost.</param>
internal sealed class OutputStream(Stream target, CancellationTokenSource readerGone) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

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

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>Stdout takes no more. It is no bug, and nothing that a command does is undone by it.</summary>
internal sealed class OutputException(string message, Exception inner) : Exception(message, inner);
