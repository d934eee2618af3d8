using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Truefill.Server.Security;

namespace Truefill.Server.Tests.Security;

public class LoopbackPeerTests
{
    private const string Client = "0100007F:C350";
    private const string Server = "0100007F:1F90";

    [Fact]
    public void The_user_of_a_connection_is_found_behind_as_many_others_as_there_are()
    {
        IEnumerable<string> others = Enumerable.Range(0, 5000).Select(user => Row(Client, "0100007F:1F91", user));

        Assert.Equal("uid-4000000", LoopbackPeer.UserIn([.. others, Row(Client, Server, 4_000_000)], Client, Server));
    }

    [Fact]
    public void The_other_end_of_the_connection_is_somebody_else() =>
        Assert.Null(LoopbackPeer.UserIn([Row(Server, Client, 4_000_000)], Client, Server));

    private static string Row(string local, string remote, int user) => string.Create(
        CultureInfo.InvariantCulture,
        $"   1: {local} {remote} 01 00000000:00000000 00:00000000 00000000  {user}        0 123456 1 0000 20 4");
}
