using System.Linq;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>The acceptance scripts over real sockets: transport and session together.</summary>
public sealed class SocketScriptTests
{
    public static TheoryData<string, FixVersion, FixRole> Cases => ScriptTests.Cases;

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case(string name, FixVersion version, FixRole role)
    {
        var script = SessionScript.All.Single(script => script.Name == name);
        using var link = new SocketLink(ScriptPlayer.Options(script, version, role));
        ScriptPlayer.Play(script, version, role, link);
    }
}
