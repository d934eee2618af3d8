using System.Collections.Generic;
using System.Text.Json;
using Truefill.Server.Configuration;

namespace Truefill.Cli.Handlers.Config;

/// <summary>The parts that the documents of <c>config show</c> and <c>config check</c> share.</summary>
internal static class ConfigJson
{
    public static void WriteSource(Utf8JsonWriter writer, ConfigurationSource source)
    {
        writer.WriteStartObject("source");
        writer.WriteString("layer", source.Layer switch
        {
            ConfigurationLayer.Default => "default",
            ConfigurationLayer.File => "file",
            ConfigurationLayer.Environment => "environment",
            ConfigurationLayer.CommandLine => "command_line",
        });
        if (source.Name.Length > 0) writer.WriteString("name", source.Name);
        if (source.Line > 0) writer.WriteNumber("line", source.Line);
        if (source.Column > 0) writer.WriteNumber("column", source.Column);
        writer.WriteEndObject();
    }

    public static void WriteProblems(Utf8JsonWriter writer, string name, IReadOnlyList<ConfigurationError> problems)
    {
        writer.WriteStartArray(name);
        foreach (ConfigurationError problem in problems)
        {
            writer.WriteStartObject();
            writer.WriteString("key", problem.Path);
            writer.WriteString("message", problem.Message);
            WriteSource(writer, problem.Source);
            writer.WriteString("try", problem.Try);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
