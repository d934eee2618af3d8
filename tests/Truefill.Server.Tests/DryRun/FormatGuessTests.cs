using System.Text;
using Truefill.Server.DryRun;

namespace Truefill.Server.Tests.DryRun;

/// <summary>A log whose format nobody has stated.</summary>
public sealed class FormatGuessTests
{
    [Theory]
    [InlineData("8=FIX.4.4|9=5|", DryRunFormat.Fix)]
    [InlineData("2026-01-01 INFO in: 8=FIX.4.4|9=5|", DryRunFormat.Fix)]
    [InlineData("{\"t\":1} 8=FIX.4.4|9=5|", DryRunFormat.Fix)]
    [InlineData("{\"symbol\":\"X\"}", DryRunFormat.Jsonl)]
    [InlineData("\uFEFF{\"symbol\":\"X\"}", DryRunFormat.Jsonl)]
    [InlineData("\n\r\n  {\"symbol\":\"X\"}", DryRunFormat.Jsonl)]
    [InlineData("cut in half\"}\n{\"symbol\":\"X\"}", DryRunFormat.Jsonl)]
    [InlineData("", DryRunFormat.Fix)]
    [InlineData("nothing of either", DryRunFormat.Fix)]
    public void Format_follows_from_the_first_lines_and_not_from_the_first_byte(string head, DryRunFormat expected) =>
        Assert.Equal(expected, DryRunFormatGuess.Of(Encoding.UTF8.GetBytes(head)));
}
