using System.Text.Json;
using Truefill.Cli.Rendering;
using Truefill.Domain.Quantities;

namespace Truefill.Cli.Handlers;

internal static class StatedFields
{
    /// <summary>What was not stated is left out, so that the service's default holds.</summary>
    public static void Stated(this Utf8JsonWriter writer, string name, string? value)
    {
        if (value is not null) writer.WriteString(name, value);
    }

    public static void Stated(this Utf8JsonWriter writer, string name, Px? value)
    {
        if (value is { } px) writer.WriteDecimal(name, px.Value);
    }
}
