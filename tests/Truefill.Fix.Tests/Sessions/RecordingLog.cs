using System;
using System.Text;

namespace Truefill.Fix.Tests.Sessions;

internal sealed class RecordingLog : IFixLog
{
    private readonly StringBuilder _text = new();

    public string Text => _text.ToString();

    public void Message(FixDirection direction, ReadOnlySpan<byte> message, long now) =>
        _text.Append(direction).Append(' ').AppendLine(Encoding.Latin1.GetString(message));

    public void Garbage(ReadOnlySpan<byte> bytes, long now) => _text.AppendLine(Encoding.Latin1.GetString(bytes));

    public void Event(string text, long now) => _text.AppendLine(text);
}
