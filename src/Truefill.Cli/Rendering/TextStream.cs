using System;
using System.IO;
using System.Text;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Rendering;

/// <summary>Takes UTF-8 bytes for a text writer, so that a large document need not be in memory first.</summary>
internal sealed class TextStream(TextWriter target) : WriteOnlyStream
{
    private readonly Decoder decoder = Encoding.UTF8.GetDecoder();
    private char[] chars = new char[1 << 14];

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        int needed = Encoding.UTF8.GetMaxCharCount(buffer.Length);
        if (chars.Length < needed) chars = new char[needed];
        target.Write(chars, 0, decoder.GetChars(buffer, chars, flush: false));
    }

    public override void Flush() => target.Flush();
}
