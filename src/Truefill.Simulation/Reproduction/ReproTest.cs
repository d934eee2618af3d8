using System.Collections.Generic;
using System.Globalization;
using System.Text;
using Truefill.Simulation.Driving;

namespace Truefill.Simulation.Reproduction;

/// <summary>A test in C# that needs nothing but xUnit and this program's assemblies.</summary>
/// <param name="Finding">What it fails with on this build; null: it passes.</param>
/// <param name="IsAgainstModel">It holds the engine to the independent model; else to the journal.</param>
/// <param name="Inputs">Inputs in it; 0 for whole blocks of a journal.</param>
public sealed record ReproTest(
    ulong From, ulong To, string Source, string? Finding, bool IsAgainstModel, int Inputs)
{
    private const int LineMax = 112;

    /// <summary>Why the model was not asked; null: it was.</summary>
    public string? NotCompared { get; init; }

    internal static ReproTest OfStory(
        ulong from, ulong to, string build, string finding, IReadOnlyList<RecordedInput> inputs, int judgedFrom)
    {
        StringBuilder text = Head(from, to, build, finding);
        text.Append("    public void Engine_and_model_agree()\n    {\n");
        text.Append(
            CultureInfo.InvariantCulture, $"        string? found = Story.Play(judgedFrom: {judgedFrom},\n        [\n");
        foreach (RecordedInput input in inputs)
        {
            string said = OneLine($"{input.Seq} {input.Input.Source} {InputTrace.Describe(input.Input)}");
            text.Append(CultureInfo.InvariantCulture, $"            // {said}\n            \"{input.ToText()}\",\n");
        }

        text.Append("        ]);\n");
        return new ReproTest(from, to, Finish(text), finding, IsAgainstModel: true, inputs.Count);
    }

    internal static ReproTest OfSlice(ulong from, ulong to, string build, string? finding, JournalSlice slice)
    {
        StringBuilder text = Head(from, to, build, finding);
        text.Append("    public void It_is_decided_as_it_was()\n    {\n");
        text.Append("        string? found = JournalSlice.Check(\n            \"\"\"\n");
        string packed = slice.ToText();
        for (int at = 0; at < packed.Length; at += LineMax)
            text.Append("            ").Append(packed, at, int.Min(LineMax, packed.Length - at)).Append('\n');
        text.Append("            \"\"\");\n");
        return new ReproTest(from, to, Finish(text), finding, IsAgainstModel: false, 0);
    }

    private static StringBuilder Head(ulong from, ulong to, string build, string? finding)
    {
        string shows = finding is null ? "It passes there: it holds later builds to the journal."
            : "It fails there: " + OneLine(finding);
        StringBuilder text = new();
        text.Append(
            CultureInfo.InvariantCulture, $"// Written by `truefill repro --from {from} --to {to}`, build {build}.\n");
        text.Append(CultureInfo.InvariantCulture, $"// {shows}\n");
        text.Append("using Truefill.Simulation.Reproduction;\nusing Xunit;\n\n");
        text.Append(CultureInfo.InvariantCulture, $"public sealed class Journal_{from}_to_{to}\n{{\n    [Fact]\n");
        return text;
    }

    private static string Finish(StringBuilder text) =>
        text.Append("        Assert.True(found is null, found);\n    }\n}\n").ToString();

    // A text of a venue must not end the comment.
    private static string OneLine(string text)
    {
        StringBuilder line = new(text.Length);
        foreach (char c in text) line.Append(char.IsControl(c) || c is '\u2028' or '\u2029' or '\u0085' ? ' ' : c);
        return line.ToString();
    }
}
