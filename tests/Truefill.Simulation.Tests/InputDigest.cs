using System.Globalization;
using Truefill.Engine.Inputs;

namespace Truefill.Simulation.Tests;

/// <summary>A number that stands for a whole sequence of inputs: two runs of one seed must come to the same.</summary>
internal sealed class InputDigest
{
    private const ulong Prime = 1099511628211;

    public ulong Value { get; private set; } = 14695981039346656037;

    public void Add(in Input input)
    {
        AddText(input.Kind.ToString());
        AddText(input.Source);
        AddText(input.ReceivedAt.Value.ToString(CultureInfo.InvariantCulture));
        foreach (byte b in input.Raw.Span) AddByte(b);
        AddText(input.Kind == InputKind.ExecutionReport ? input.Report.ToString() : input.Body?.ToString() ?? "");
    }

    private void AddText(string text)
    {
        foreach (char c in text)
        {
            AddByte((byte)(c & 0xFF));
            AddByte((byte)(c >> 8));
        }

        AddByte(0);
    }

    private void AddByte(byte b)
    {
        unchecked
        {
            Value = (Value ^ b) * Prime;
        }
    }
}
