using Truefill.Cli.Handlers.Bench;

namespace Truefill.Cli.Tests.Bench;

public class FigureNumberTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0000024, "2.4E-6")]
    [InlineData(0.25, "0.25")]
    [InlineData(41.0519, "41.052")]
    [InlineData(1_234_567.8, "1,234,568")]
    public void People_read_no_zero_for_what_is_not_zero(double value, string written) =>
        Assert.Equal(written, FigureNumber.Readable(value));

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.0000024, "0.0000024")]
    [InlineData(41.05194, "41.0519")]
    [InlineData(1_234_567.8, "1234567.8")]
    public void Programs_read_neither_commas_nor_a_zero_for_what_is_not_zero(double value, string written) =>
        Assert.Equal(written, FigureNumber.Plain(value));
}
