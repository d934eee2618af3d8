using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text.RegularExpressions;

namespace Truefill.Server.Grpc;

/// <summary>One field of a message.</summary>
/// <param name="Type">A scalar's name, or the name of a message or enum of the same file.</param>
internal sealed record ProtoField(int Number, string Name, string Type, bool IsRepeated, bool IsOptional);

/// <summary>
/// The messages of a .proto file, read from the file itself: what clients generate their code from is what is served.
/// Takes the part of the language that our two files use: messages of scalar, message and enum fields, without imports,
/// maps or oneofs.
/// </summary>
internal sealed partial class ProtoSchema
{
    private readonly Dictionary<string, List<ProtoField>> messages = new(StringComparer.Ordinal);

    /// <summary>The service's full name, for example <c>truefill.v1.ExecutionService</c>.</summary>
    public string Service { get; private set; } = "";

    /// <summary>Names of the service's methods.</summary>
    public List<string> Methods { get; } = [];

    public IEnumerable<string> Messages => messages.Keys;

    /// <param name="name">Of a file that is built into this assembly.</param>
    public static ProtoSchema Load(string name)
    {
        using Stream stream = typeof(ProtoSchema).Assembly.GetManifestResourceStream(name)
            ?? throw new FileNotFoundException($"{name} is not built in");
        using StreamReader reader = new(stream);
        return Parse(reader.ReadToEnd());
    }

    public static ProtoSchema Parse(string text)
    {
        ProtoSchema schema = new();
        string package = "";
        List<ProtoField> fields = [];
        foreach (string each in text.Split('\n'))
        {
            string line = each.Split("//")[0].Trim();
            if (Statement("package", line) is { } name) package = name;
            else if (Statement("service", line) is { } service) schema.Service = $"{package}.{service}";
            else if (Statement("rpc", line) is { } method) schema.Methods.Add(method);
            else if (Statement("message", line) is { } message) fields = schema.messages[message] = [];
            else if (FieldPattern().Match(line) is { Success: true } field) fields.Add(FieldOf(field));
        }

        return schema;
    }

    /// <exception cref="KeyNotFoundException">There is no such message.</exception>
    public IReadOnlyList<ProtoField> this[string message] => messages[message];

    public bool HasMessage(string type) => messages.ContainsKey(type);

    private static string? Statement(string keyword, string line)
    {
        if (!line.StartsWith(keyword + " ", StringComparison.Ordinal)) return null;
        return WordPattern().Match(line[(keyword.Length + 1)..]).Value;
    }

    private static ProtoField FieldOf(Match match) => new(
        int.Parse(match.Groups["number"].Value, CultureInfo.InvariantCulture),
        match.Groups["name"].Value,
        match.Groups["type"].Value,
        match.Groups["label"].Value == "repeated",
        match.Groups["label"].Value == "optional");

    [GeneratedRegex(@"^(?:(?<label>repeated|optional)\s+)?(?<type>\w+)\s+(?<name>\w+)\s*=\s*(?<number>\d+);$",
        RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex FieldPattern();

    [GeneratedRegex(@"[\w.]+", RegexOptions.None, 1000)]
    private static partial Regex WordPattern();
}
