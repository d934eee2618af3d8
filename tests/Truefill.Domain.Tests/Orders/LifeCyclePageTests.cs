using System;
using System.IO;
using System.Linq;

namespace Truefill.Domain.Tests.Orders;

public class LifeCyclePageTests
{
    private const string Begin = "<!-- written by LifeCyclePage: TRUEFILL_UPDATE_DOCS=1 rewrites it -->\n";
    private const string End = "<!-- end of what LifeCyclePage wrote -->\n";

    [Fact]
    public void The_order_life_cycle_page_says_what_the_code_does()
    {
        LifeCyclePage page = new();
        string generated = page.Generate();
        Assert.Empty(page.Unexplained);
        Assert.Empty(page.UnusedReasons);

        string path = Checkout.PathOf("docs/order-lifecycle.md");
        string text = File.ReadAllText(path);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        string current = text[..begin] + "\n" + generated + "\n" + text[end..];
        if (Environment.GetEnvironmentVariable("TRUEFILL_UPDATE_DOCS") == "1") File.WriteAllText(path, text = current);
        Assert.True(text == current, Difference(text, current));
    }

    private static string Difference(string page, string code)
    {
        string[] written = page.Split('\n');
        string[] derived = code.Split('\n');
        string[] lines =
        [
            "docs/order-lifecycle.md is out of date; TRUEFILL_UPDATE_DOCS=1 rewrites it. Lines that differ:",
            .. written.Except(derived).Select(line => "- " + line),
            .. derived.Except(written).Select(line => "+ " + line),
        ];
        return string.Join('\n', lines);
    }
}
