using System;
using Truefill.Domain.Orders;
using Truefill.Server.Views;

namespace Truefill.Server.Tests.Http;

public class WordTests
{
    [Fact]
    public void The_core_and_the_edge_write_each_reason_alike() =>
        Assert.All(Enum.GetValues<DenyReason>(), reason => Assert.Equal(Words.Of(reason), reason.Word()));
}
