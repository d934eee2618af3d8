using System.Text.Json;

namespace Truefill.Cli.Api;

/// <summary>A successful answer.</summary>
/// <param name="Body">Undefined where the service answered nothing.</param>
/// <param name="Seq">The sequence number it is true at; null where it states none.</param>
internal sealed record ApiAnswer(int Status, JsonElement Body, long? Seq, string? ETag)
{
    /// <summary>Writes the body through, for <c>-o json</c>.</summary>
    public void WriteTo(Utf8JsonWriter writer)
    {
        if (Body.ValueKind == JsonValueKind.Undefined)
        {
            writer.WriteStartObject();
            writer.WriteEndObject();
        }
        else
        {
            Body.WriteTo(writer);
        }
    }
}
