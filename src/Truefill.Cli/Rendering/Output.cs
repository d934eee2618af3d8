using System;
using System.Buffers;
using System.Collections.Generic;
using System.IO;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Rendering;

/// <summary>Data to stdout in the form that was asked for.</summary>
internal sealed class Output(CliEnvironment environment, OutputFormat format, bool noColor)
{
    public OutputFormat Format => format;

    /// <summary>No colour, no box glyphs, no progress: stdout is not a capable terminal, or somebody said so.</summary>
    public bool IsPlain { get; } = noColor || !environment.OutIsTerminal || IsSimple(environment);

    public void Write(CommandResult result)
    {
        TextWriter target = environment.Out;
        switch (format)
        {
            case OutputFormat.Json:
                target.WriteLine(Json(result.Json, indented: !IsPlain));
                break;
            case OutputFormat.Csv when result.Csv is not null || result.Tables.Count > 0:
                Csv.Write(result.Csv ?? result.Tables[0], target);
                break;
            default:
                WriteTables(result.Tables);
                break;
        }

        target.Flush();
    }

    /// <summary>One JSON document, written as it is made: it need not fit a string.</summary>
    public void WriteLarge(Action<Utf8JsonWriter> write)
    {
        using (var stream = new TextStream(environment.Out))
        using (var writer = new Utf8JsonWriter(stream, Options(indented: !IsPlain)))
            write(writer);
        environment.Out.WriteLine();
        environment.Out.Flush();
    }

    /// <summary>Rows that come one by one, such as a journal's tail. JSON: one compact object per line.</summary>
    public RowStream Rows(params Column[] columns) => new(environment.Out, format, columns);

    /// <summary>A line of data that has no other form, such as a completion script.</summary>
    public void WriteText(string text)
    {
        environment.Out.Write(text);
        environment.Out.Flush();
    }

    internal static string Json(Action<Utf8JsonWriter> write, bool indented)
    {
        var buffer = new ArrayBufferWriter<byte>(4096);
        using (var writer = new Utf8JsonWriter(buffer, Options(indented))) write(writer);
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    private static JsonWriterOptions Options(bool indented) => new()
    {
        Indented = indented,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static bool IsSimple(CliEnvironment environment) =>
        environment.Variables.GetValueOrDefault("NO_COLOR", "").Length > 0
        || environment.Variables.GetValueOrDefault("TERM") == "dumb";

    private void WriteTables(IReadOnlyList<TextTable> tables)
    {
        for (int i = 0; i < tables.Count; i++)
        {
            if (i > 0) environment.Out.WriteLine();
            if (IsPlain) PlainTable.Write(tables[i], environment.Out);
            else TerminalTable.Write(tables[i], environment.Out, environment.Width);
        }
    }
}
