using System;

namespace Truefill.Fix.Tests.Sessions;

public sealed class SettingsTests
{
    private const string Good = """
        # two sessions
        [DEFAULT]
        ConnectionType=initiator
        HeartBtInt=20
        StartTime=07:00:00
        EndTime=16:30:00
        TimeZone=Moon/Base
        ReconnectInterval=5
        SocketConnectHost=venue.example
        FileStorePath=store
        MyOwnKey=seven

        [SESSION]
        BeginString=FIX.4.2
        SenderCompID=US
        TargetCompID=THEM
        SocketConnectPort=9876
        ResetOnLogon=Y
        Weekdays=Mon,Tue

        [SESSION]
        BeginString=FIXT.1.1
        DefaultApplVerID=FIX.5.0SP2
        SenderCompID=US
        TargetCompID=OTHERS
        SocketConnectPort=9877
        HeartBtInt=30
        NonStopSession=Y
        """;

    private static readonly TimeZoneInfo Moon = TimeZoneInfo.CreateCustomTimeZone("Moon/Base", TimeSpan.FromHours(3), "Moon", "Moon");

    [Fact]
    public void Each_session_has_its_own_keys_and_the_defaults_behind_them()
    {
        var sessions = FixSettings.Read(Good, _ => Moon);
        Assert.Equal(2, sessions.Count);
        var first = sessions[0];
        Assert.Equal((FixVersion.Fix42, "US", "THEM", 9876, "venue.example"),
            (first.Options.Version, first.Options.SenderCompId, first.Options.TargetCompId, first.Port, first.Host));
        Assert.Equal((TimeSpan.FromSeconds(20), true), (first.Options.HeartBtInt, first.Options.ResetOnLogon));
        Assert.Equal((new TimeOnly(7, 0), Moon), (first.Options.Schedule!.StartTime, first.Options.Schedule.TimeZone));
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Tuesday], first.Options.Schedule.Days);
        Assert.Equal(("store", TimeSpan.FromSeconds(5)), (first.StoreFolder, first.ReconnectInterval));
        Assert.Equal("seven", Assert.Single(first.Others).Value);
        var second = sessions[1].Options;
        Assert.Equal((FixVersion.Fix50SP2, TimeSpan.FromSeconds(30), null, false),
            (second.Version, second.HeartBtInt, second.Schedule, second.ResetOnLogon));
    }

    [Theory]
    [InlineData("ResetOnLogon=Y", "ResetOnLogon=maybe", "line 18: ResetOnLogon has to be Y or N, not 'maybe'")]
    [InlineData("SocketConnectPort=9876", "SocketConnectPort=99999", "line 17: SocketConnectPort has to be a number from 1 to 65535, not '99999'")]
    [InlineData("StartTime=07:00:00", "StartTime=7 am", "line 5: StartTime has to be a time such as 07:30:00, not '7 am'")]
    [InlineData("BeginString=FIX.4.2", "BeginString=FIX.9.9", "line 14: BeginString has to be FIX.4.0 to FIX.4.4 or FIXT.1.1, not 'FIX.9.9'")]
    [InlineData("TargetCompID=THEM", "", "line 13: the session has no TargetCompID")]
    [InlineData("# two sessions", "HeartBtInt=1", "line 1: a key before the first section")]
    [InlineData("HeartBtInt=20", "Password s3cret", "line 4: Key=Value is expected")]
    [InlineData("HeartBtInt=20", "=s3cret", "line 4: Key=Value is expected")]
    [InlineData("HeartBtInt=20", "ReconnectInterval=9", "line 8: ReconnectInterval is set twice, first in line 4")]
    [InlineData("[DEFAULT]", "[DEFAULTS]", "line 2: [DEFAULT] or [SESSION] is expected")]
    public void What_cannot_be_is_named_with_its_line(string good, string bad, string message) =>
        Assert.Equal(message, Assert.Throws<FixSettingsException>(() => FixSettings.Read(Good.Replace(good, bad), _ => Moon)).Message);

    [Fact]
    public void A_time_zone_that_does_not_exist_is_an_error() =>
        Assert.Contains("line 7: TimeZone", Assert.Throws<FixSettingsException>(
            () => FixSettings.Read(Good, _ => throw new TimeZoneNotFoundException())).Message);
}
