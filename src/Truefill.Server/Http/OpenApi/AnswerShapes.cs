using System;
using System.Collections.Generic;
using System.IO;
using System.Text.Json;

namespace Truefill.Server.Http.OpenApi;

/// <summary>
/// What each route answers, as <c>answers.txt</c> says it: lines <c>Name = shape</c> and <c>METHOD path = shape</c>. A
/// shape is <c>s</c> text, <c>d</c> a decimal as text, <c>t</c> a time, <c>i</c> a whole number, <c>n</c> a number,
/// <c>b</c> a boolean, <c>x</c> anything, a name, <c>[shape]</c> a list, <c>{*:shape}</c> a map, or
/// <c>{field:shape …}</c>, with a <c>*</c> in it where more may stand; a <c>?</c> behind a shape lets it be null, one
/// behind a field lets it be left out.
/// </summary>
internal sealed class AnswerShapes
{
    private const string ResourceName = "openapi/answers.txt";

    private readonly SortedDictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Method, string Path), string> routes = [];

    private AnswerShapes(IEnumerable<string> lines)
    {
        foreach (string line in lines)
        {
            if (line.Length == 0 || line[0] == '#') continue;
            int equals = line.IndexOf(" = ", StringComparison.Ordinal);
            string[] head = line[..equals].Split(' ', StringSplitOptions.RemoveEmptyEntries);
            string shape = line[(equals + 3)..].Trim();
            if (head.Length == 1) names.Add(head[0], shape);
            else routes.Add((head[0], head[1]), shape);
        }
    }

    public static AnswerShapes Loaded { get; } = Load();

    public IEnumerable<(string Method, string Path)> Routes => routes.Keys;

    /// <summary>False: it answers no JSON, or nothing is said of it.</summary>
    public bool Has(ApiRoute route) => routes.ContainsKey((route.Method, route.Pattern));

    /// <summary>Writes the JSON Schema of what a route answers, as the value of the property begun.</summary>
    public void WriteSchema(Utf8JsonWriter json, ApiRoute route) =>
        new ShapeWriter(json, routes[(route.Method, route.Pattern)]).Write();

    /// <summary>Writes every named schema as a property.</summary>
    public void WriteNamed(Utf8JsonWriter json)
    {
        foreach ((string name, string shape) in names)
        {
            json.WritePropertyName(name);
            new ShapeWriter(json, shape).Write();
        }
    }

    private static AnswerShapes Load()
    {
        using Stream stream = typeof(AnswerShapes).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"the resource {ResourceName} is missing");
        using StreamReader reader = new(stream);
        return new AnswerShapes(reader.ReadToEnd().Split('\n'));
    }
}
