using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>A counterparty's view of our side, over sockets or without.</summary>
internal interface IScriptLink
{
    long Now { get; }

    void Connect(int connection);

    void Send(int connection, byte[] bytes);

    /// <summary>The next message of ours; null when there is none, or none within a while.</summary>
    byte[]? Receive(int connection);

    bool IsClosed(int connection);

    void Close(int connection);

    void Wait(TimeSpan time);
}

/// <summary>Plays one case in one version and role.</summary>
internal static class ScriptPlayer
{
    public static FixSessionOptions Options(SessionScript script, FixVersion version, FixRole role) => new()
    {
        Role = role,
        Version = version,
        SenderCompId = "US",
        TargetCompId = "PEER",
        HeartBtInt = HeartBtInt(script),
        ResetOnDisconnect = true,
        Strictness = FixStrictness.Strict,
        Resend = new FixResendRules { Orders = FixResend.PossDup },
    };

    public static void Play(SessionScript script, FixVersion version, FixRole role, IScriptLink link)
    {
        var echo = "";
        var logonSent = new HashSet<int>();
        foreach (var step in script.Steps)
        {
            var connection = step.Connection;
            switch (step.Act)
            {
                case ScriptAct.Connect:
                    link.Connect(connection);
                    logonSent.Remove(connection);
                    if (role == FixRole.Initiator) Expect(OwnLogon(script, step), link, version, ref echo);
                    break;
                case ScriptAct.Peer:
                    link.Send(connection, ScriptMessage.Compose(step, version, link.Now, echo));
                    break;
                case ScriptAct.We when role == FixRole.Initiator && step.MsgType == "A" && logonSent.Add(connection):
                    // Sent at the start already.
                    break;
                case ScriptAct.We:
                    Expect(step, link, version, ref echo);
                    break;
                case ScriptAct.WeClose:
                    var surplus = link.Receive(connection);
                    Assert.True(surplus is null, $"line {step.Line}: not expected: {ScriptMessage.Printable(surplus ?? [])}");
                    Assert.True(link.IsClosed(connection), $"line {step.Line}: still open");
                    break;
                case ScriptAct.PeerCloses:
                    link.Close(connection);
                    break;
                case ScriptAct.After:
                    link.Wait(step.Wait);
                    break;
            }
        }
    }

    private static void Expect(ScriptStep step, IScriptLink link, FixVersion version, ref string echo)
    {
        var message = link.Receive(step.Connection);
        Assert.True(message is not null, $"line {step.Line}: nothing was sent");
        var difference = ScriptMessage.Difference(message, step, version);
        Assert.True(difference is null, $"line {step.Line}: {difference}");
        var index = new FixFieldIndex();
        FixParser.Parse(message, index, out var parsed);
        if (step.MsgType == "1") echo = parsed.Text(Tags.TestReqID)!;
    }

    /// <summary>As initiator we speak first: the Logon(A) that the case has us answer with.</summary>
    private static ScriptStep OwnLogon(SessionScript script, ScriptStep connect)
    {
        var answer = script.Steps.FirstOrDefault(step => step.Act == ScriptAct.We && step.MsgType == "A");
        return answer ?? connect with { Act = ScriptAct.We, MsgType = "A", Fields = ["34=1", "98=0", "108=30"] };
    }

    private static TimeSpan HeartBtInt(SessionScript script)
    {
        var field = script.Steps.FirstOrDefault(step => step.MsgType == "A")?.Fields
            .FirstOrDefault(f => f.StartsWith("108=", StringComparison.Ordinal)) ?? "108=30";
        return TimeSpan.FromSeconds(int.Parse(field[4..], CultureInfo.InvariantCulture));
    }
}
