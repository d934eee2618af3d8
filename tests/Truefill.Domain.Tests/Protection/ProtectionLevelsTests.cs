using Truefill.Domain.Protection;
using Truefill.Domain.Quantities;

namespace Truefill.Domain.Tests.Protection;

public class ProtectionLevelsTests
{
    [Theory]
    [InlineData("151", "-0.02", "0.01", "147.98")]
    [InlineData("151", "0.03", "0.01", "155.53")]
    [InlineData("12", "-0.02", "1", "11")]
    [InlineData("12", "0.03", "1", "13")]
    [InlineData("11.9", "-0.02", "1", "11")]
    [InlineData("12.4", "0.001", "1", "13")]
    [InlineData("12", "0.02", "1", "13")]
    [InlineData("12", "-0.02", "0", "11.76")]
    public void A_level_is_on_the_nearest_tick_that_is_on_its_side_of_the_fill(
        string fill, string offset, string tick, string level) =>
        Assert.Equal(D(level), ProtectionLevels.FromFill(Px.FromTrusted(D(fill)), D(offset), Px.FromTrusted(D(tick))).Value);

    private static decimal D(string number) =>
        decimal.Parse(number, System.Globalization.CultureInfo.InvariantCulture);
}
