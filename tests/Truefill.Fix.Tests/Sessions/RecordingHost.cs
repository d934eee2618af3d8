using System.Collections.Generic;
using System.Text;

namespace Truefill.Fix.Tests.Sessions;

/// <summary>Writes down what it is told.</summary>
internal sealed class RecordingHost : IFixApplication
{
    public List<string> Messages { get; } = [];

    public List<FixMark> Marks { get; } = [];

    public List<string> Events { get; } = [];

    public FixVerdict Verdict { get; set; }

    public string? Refusal { get; set; }

    public FixVerdict OnMessage(FixSession session, in FixDelivery delivery)
    {
        Messages.Add($"{delivery.Mark.MsgSeqNum}{(delivery.PossDup ? "D" : "")} {delivery.Message.Text(Tags.ClOrdID) ?? delivery.Message.Text(Tags.ExecID)}");
        Marks.Add(delivery.Mark);
        return Verdict;
    }

    public void OnReject(FixSession session, in FixDelivery delivery) => Events.Add($"reject {delivery.Message.Text(Tags.RefSeqNum)}");

    public bool TakesRefused { get; init; }

    public bool OnRefused(FixSession session, in FixDelivery delivery, string reason)
    {
        Events.Add($"refused {delivery.Mark.MsgSeqNum} {Encoding.ASCII.GetString(delivery.Message.MsgType)}: {reason}");
        if (TakesRefused) Marks.Add(delivery.Mark);
        return TakesRefused;
    }

    public string? OnLogon(FixSession session, in FixMessage logon) => Refusal;

    public void OnLoggedOn(FixSession session) => Events.Add("on");

    public void OnLoggedOut(FixSession session, string reason) => Events.Add("out: " + reason);

    public void OnSkipped(FixSession session, int from, int to) => Events.Add($"skipped {from} to {to}");

    public void OnNotResent(FixSession session, int msgSeqNum, in FixMessage message) =>
        Events.Add($"not resent {msgSeqNum} {Encoding.ASCII.GetString(message.MsgType)} {message.Text(Tags.ClOrdID)}");
}
