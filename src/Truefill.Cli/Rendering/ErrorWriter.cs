using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Truefill.Cli.Frame;

namespace Truefill.Cli.Rendering;

/// <summary>Errors to stderr: two lines for people, one object for programs.</summary>
internal static class ErrorWriter
{
    public static void Write(IReadOnlyList<CliError> errors, CliEnvironment environment, OutputFormat format)
    {
        environment.Out.Flush();
        if (format == OutputFormat.Json)
        {
            environment.Error.WriteLine(Output.Json(writer => WriteJson(writer, errors), indented: false));
            return;
        }

        foreach ((int i, CliError error) in errors.Index())
        {
            string line = error.Where is null ? error.What : $"{error.What.TrimEnd('.')}, {error.Where}";
            environment.Error.WriteLine("error: " + Visible.Text(line));
            bool repeated = i + 1 < errors.Count && errors[i + 1].Try == error.Try;
            if (error.Try is not null && !repeated) environment.Error.WriteLine("try: " + Visible.Text(error.Try));
        }
    }

    internal static void WriteOne(Utf8JsonWriter writer, CliError error)
    {
        writer.WriteStartObject();
        writer.WriteString("code", error.Reason ?? ExitCodes.NameOf(error.Code));
        writer.WriteNumber("exit_code", (int)error.Code);
        writer.WriteString("message", error.What);
        writer.WriteString("where", error.Where);
        writer.WriteString("try", error.Try);
        writer.WriteEndObject();
    }

    private static void WriteJson(Utf8JsonWriter writer, IReadOnlyList<CliError> errors)
    {
        writer.WriteStartObject();
        writer.WritePropertyName("error");
        WriteOne(writer, errors[0]);
        if (errors.Count > 1)
        {
            writer.WriteStartArray("errors");
            foreach (CliError error in errors) WriteOne(writer, error);
            writer.WriteEndArray();
        }

        writer.WriteEndObject();
    }
}
