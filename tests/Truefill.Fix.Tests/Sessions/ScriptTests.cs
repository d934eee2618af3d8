using System.Linq;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>The acceptance scripts without sockets.</summary>
public sealed class ScriptTests
{
    public static TheoryData<string, FixVersion, FixRole> Cases
    {
        get
        {
            var cases = new TheoryData<string, FixVersion, FixRole>();
            foreach (var script in SessionScript.All)
            {
                foreach (var version in script.Versions)
                {
                    cases.Add(script.Name, version, FixRole.Acceptor);
                    if (script.AsInitiator) cases.Add(script.Name, version, FixRole.Initiator);
                }
            }

            return cases;
        }
    }

    [Fact]
    public void All_fifty_nine_scripts_are_carried_over() =>
        Assert.Equal(59, SessionScript.All.Select(script => script.From).Where(from => from.Length > 0).Distinct().Count());

    [Theory]
    [MemberData(nameof(Cases))]
    public void Case(string name, FixVersion version, FixRole role)
    {
        var script = SessionScript.All.Single(script => script.Name == name);
        ScriptPlayer.Play(script, version, role, new PassiveLink(ScriptPlayer.Options(script, version, role)));
    }
}
