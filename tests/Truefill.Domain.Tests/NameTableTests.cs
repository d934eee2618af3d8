using Truefill.Domain.Names;

namespace Truefill.Domain.Tests;

public sealed class NameTableTests
{
    [Fact]
    public void A_name_that_nobody_has_registered_has_no_handle_of_anybodys()
    {
        NameTable names = new();
        names.Add(1, "IBM");

        Assert.Equal((0, 1, NameTable.Unregistered), (names.HandleOf(""), names.HandleOf("IBM"), names.HandleOf("ibm")));
        Assert.False(names.TryGet("ibm", out _));
        Assert.InRange(NameTable.Unregistered, int.MinValue, -1);
    }
}
