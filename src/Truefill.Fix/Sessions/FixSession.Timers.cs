namespace Truefill.Fix;

/// <summary>What happens by the clock alone.</summary>
public sealed partial class FixSession
{
    /// <summary>Tenths of HeartBtInt(108) of silence per TestRequest(1): "some reasonable transmission time" is a
    /// fifth.</summary>
    private const long PatienceTenths = 12;

    /// <summary>The window that was open last: time zones are looked at once per window, not per message.</summary>
    private FixWindow window;

    /// <summary>TestRequests sent since something was last received.</summary>
    private int testRequests;

    private void TickLoggedOn(long now)
    {
        if (!IsOpenAt(now))
        {
            LogOut("end of the session's time", now);
            return;
        }

        // Windows without a break between them: the numbering changes all the same.
        if (Options.Schedule is not null && store.CreatedAt < window.Start)
        {
            LogOut("the session's next day begins", now);
            return;
        }

        AskAgain(now);
        if (heartBtInt == 0 || State != FixSessionState.LoggedOn) return;
        var silence = now - lastReceived;
        if (silence < PatienceOf(1)) testRequests = 0;
        if (silence >= PatienceOf(2)) Close("nothing received, and no answer to TestRequest(1)", now);
        else if (silence >= PatienceOf(1) && testRequests == 0) SendTestRequest(now);
        else if (now - lastSent >= heartBtInt && testRequests == 0) SendHeartbeat(default, now);
    }

    private long PatienceOf(int times) => checked(heartBtInt / 10 * PatienceTenths * times);

    private void SendTestRequest(long now)
    {
        testRequests++;
        var writer = BeginAdmin(MsgTypes.TestRequest, now);
        // Unlike any other of this session: the number that it is sent under.
        writer.AppendInt(Tags.TestReqID, store.NextOutbound);
        SendAdmin(ref writer, now);
    }

    private bool IsOpenAt(long now)
    {
        if (Options.Schedule is not { } schedule || (now >= window.Start && now < window.End)) return true;
        return schedule.TryGetWindow(now, out window);
    }

    /// <summary>Each window of the schedule has its own numbering.</summary>
    private void ResetForNewDay(long now)
    {
        if (Options.Schedule is not null && store.CreatedAt < window.Start) Reset(now);
    }
}
