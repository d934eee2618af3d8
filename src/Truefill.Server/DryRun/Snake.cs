using System;
using System.Text.Json;

namespace Truefill.Server.DryRun;

/// <summary>Enum values as JSON writes them: <c>partially_filled</c>. Each is spelled once.</summary>
internal static class Snake
{
    public static string Of<T>(T value)
        where T : struct, Enum
    {
        int number = Convert.ToInt32(value, System.Globalization.CultureInfo.InvariantCulture);
        return Names<T>.ByNumber[number] ??= JsonNamingPolicy.SnakeCaseLower.ConvertName(value.ToString());
    }

    private static class Names<T>
    {
        public static readonly string?[] ByNumber = new string?[256];
    }
}
