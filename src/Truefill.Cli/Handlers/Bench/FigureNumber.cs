using System;
using System.Globalization;

namespace Truefill.Cli.Handlers.Bench;

/// <summary>
/// How a measured number is written. None that is not zero is written as zero: a floor of nothing would be missed by
/// nothing.
/// </summary>
internal static class FigureNumber
{
    private const double Small = 0.001;

    /// <summary>For people, with commas between thousands.</summary>
    public static string Readable(double value) => Math.Abs(value) switch
    {
        0 or (>= Small and < 100) => value.ToString("0.###", CultureInfo.InvariantCulture),
        < Small => value.ToString("0.#E+0", CultureInfo.InvariantCulture),
        _ => value.ToString("#,0", CultureInfo.InvariantCulture),
    };

    /// <summary>For programs, which find no number in "1,234".</summary>
    public static string Plain(double value) => Rounded(value).ToString("0.##########", CultureInfo.InvariantCulture);

    /// <summary>To four decimals, or to ten where four would leave little or nothing of it.</summary>
    public static double Rounded(double value) => Math.Round(value, Math.Abs(value) < Small ? 10 : 4);
}
