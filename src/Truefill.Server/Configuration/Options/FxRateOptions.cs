using System.Collections.Generic;
using System.Linq;
using Truefill.Domain.Quantities;
using Truefill.Server.Configuration.Reading;

namespace Truefill.Server.Configuration.Options;

/// <summary>A starting rate: one <paramref name="Base"/> costs <paramref name="Rate"/> <paramref
/// name="Quote"/>.</summary>
public sealed record FxRateOptions(Currency Base, Currency Quote, decimal Rate)
{
    internal static IReadOnlyList<FxRateOptions> ReadAll(Section root) => root.Child("fx", section =>
    {
        IReadOnlyList<string> pairs = section.IsDescribing ? ["<pair>"] : section.OwnNames();
        return (IReadOnlyList<FxRateOptions>)[.. pairs.Select(pair => Read(section, pair))];
    });

    private static FxRateOptions Read(Section section, string pair)
    {
        decimal rate = section.Require(pair, PlainTypes.Number(0, positive: true), 1,
            "Starting rate of `USDTWD` (or `USDT/BTC`): what one of the first costs in the second. "
            + "Marks replace it, and a restart keeps theirs.");
        string[] codes = pair.Length == 6 && !pair.Contains('/') ? [pair[..3], pair[3..]] : pair.Split('/');
        if (codes is [var first, var second] && Currency.TryParse(first, out Currency from)
            && Currency.TryParse(second, out Currency to))
            return new FxRateOptions(from, to, rate);
        if (!section.IsDescribing)
            section.Error(pair, $"'{pair}' is not a pair of currencies",
                "write it as USDTWD, or USDT/BTC for longer codes");
        return new FxRateOptions(default, default, rate);
    }
}
