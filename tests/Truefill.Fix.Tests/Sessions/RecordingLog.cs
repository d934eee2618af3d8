using System;
using System.Text;

namespace Truefill.Fix.Tests.Sessions;

internal sealed class RecordingLog : IFixLog
{
    private readonly StringBuilder text = new();

    public string Text => text.ToString();

    public void Message(FixDirection direction, ReadOnlySpan<byte> message, long now) =>
        text.Append(direction).Append(' ').AppendLine(Encoding.Latin1.GetString(message));

    public void Garbage(ReadOnlySpan<byte> bytes, long now) => text.AppendLine(Encoding.Latin1.GetString(bytes));

    public void Event(string text, long now) => this.text.AppendLine(text);
}
