using System;
using System.Collections.Generic;
using System.Linq;

namespace Truefill.Domain.Tests.Cases;

public class CaseTests
{
    private static readonly IReadOnlyList<CaseText> All = CaseText.ReadAll();

    public static TheoryData<string> Names()
    {
        TheoryData<string> names = [];
        foreach (CaseText each in All) names.Add(each.Name);
        return names;
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Case_holds_to_ten_decimals(string name) => new CaseRunner().Run(All.Single(each => each.Name == name));

    [Theory]
    [InlineData("average.cases", 47)]
    [InlineData("lots.cases", 20)]
    [InlineData("short-month.cases", 3)]
    public void No_case_got_lost(string file, int count) =>
        Assert.Equal(count, All.Count(each => each.File.EndsWith(file, StringComparison.Ordinal)));
}
