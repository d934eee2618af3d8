using System.Globalization;
using System.Text.Json;
using Truefill.Domain.Quantities;

namespace Truefill.Cli.Rendering;

/// <summary>Decimals as strings: a JSON number passes through binary fractions in too many readers.</summary>
internal static class JsonNumbers
{
    public static void WriteDecimal(this Utf8JsonWriter writer, string name, decimal? value) =>
        writer.WriteString(name, value is { } number ? Text(number) : null);

    public static string Text(decimal value) =>
        ExactDecimal.RoundToMaxDecimals(value).ToString(CultureInfo.InvariantCulture);
}
