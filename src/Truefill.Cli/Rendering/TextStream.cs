using System;
using System.IO;
using System.Text;

namespace Truefill.Cli.Rendering;

/// <summary>Takes UTF-8 bytes for a text writer, so that a large document need not be in memory first.</summary>
internal sealed class TextStream(TextWriter target) : Stream
{
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private char[] chars = new char[1 << 14];

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

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        int needed = Encoding.UTF8.GetMaxCharCount(buffer.Length);
        if (chars.Length < needed) chars = new char[needed];
        target.Write(chars, 0, decoder.GetChars(buffer, chars, flush: false));
    }

    public override void Flush() => target.Flush();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
