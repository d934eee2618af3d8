using System;
using System.IO;
using System.Linq;
using Truefill.Fix;
using Truefill.Server.Configuration;
using Truefill.Server.Configuration.Options;

namespace Truefill.Cli.Tests.Configuration;

/// <summary>Settings files of the QuickFIX family beside the configuration.</summary>
public sealed class QuickFixFileTests : IDisposable
{
    private const string Cfg = """
        [DEFAULT]
        HeartBtInt=20
        StartTime=07:00:00
        EndTime=16:30:00
        TimeZone=America/New_York
        ReconnectInterval=5
        FileStorePath=store
        DataDictionary=FIX42.xml

        [SESSION]
        ConnectionType=initiator
        SocketConnectHost=venue.example
        SocketConnectPort=9876
        BeginString=FIX.4.2
        SenderCompID=US
        TargetCompID=THEM
        Password=s3cret
        Weekdays=Mon,Tue

        [SESSION]
        ConnectionType=acceptor
        SocketAcceptPort=9880
        BeginString=FIXT.1.1
        DefaultApplVerID=FIX.5.0SP2
        SenderCompID=DESK
        TargetCompID=CLIENT
        ResetOnLogout=Y
        """;

    private readonly string folder = Directory.CreateTempSubdirectory("cfg").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Gives_a_venue_what_is_not_written_here()
    {
        FixVenueOptions fix = Options(Load(Venue("heartbeat: 10s"))).Venues[0].Fix!;
        FixCounterpartyOptions venue = fix.Counterparty;

        Assert.Equal(("venue.example", 9876, "US", "THEM"), (venue.Host, venue.Port, venue.SenderCompId, venue.TargetCompId));
        Assert.Equal((FixVersion.Fix42, TimeSpan.FromSeconds(10)), (venue.Terms.Version, venue.Terms.Heartbeat));
        Assert.Equal((new TimeOnly(7, 0), "America/New_York"), (venue.Terms.Schedule!.Start, venue.Terms.Schedule.TimeZone));
        Assert.Equal([DayOfWeek.Monday, DayOfWeek.Tuesday], venue.Terms.Schedule.Days);
        Assert.Equal(("s3cret", TimeSpan.FromSeconds(5)), (venue.Password!.Reveal(), fix.ReconnectDelay));
    }

    [Fact]
    public void Gives_a_drop_copy_what_is_not_written_here_and_leaves_its_pace_to_the_venue()
    {
        FixVenueOptions fix = Options(Load(
            "mode: paper\nvenues:\n  - { id: F, type: fix, environment: paper, host: h, port: 1, sender_comp_id: A, "
            + "target_comp_id: B, reconnect_delay: 7s, drop_copy: { quickfix_cfg: desk.cfg } }\n")).Venues[0].Fix!;

        Assert.Equal(("venue.example", 9876, "US"), (fix.DropCopy!.Host, fix.DropCopy.Port, fix.DropCopy.SenderCompId));
        Assert.Equal(TimeSpan.FromSeconds(7), fix.ReconnectDelay);
    }

    [Fact]
    public void Says_where_a_value_came_from_and_shows_no_password()
    {
        ConfigurationResult result = Load(Venue());

        Assert.Equal("desk.cfg", Configuration.Load.Value(result, "venues.0.host").Source.ToString());
        Assert.DoesNotContain(result.Values, value => value.Text?.Contains("s3cret", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void Gives_the_gateway_its_clients_and_one_that_is_written_here_adds_to_its_own()
    {
        FixGatewayOptions gateway = Options(Load(
            "accounts: [ { id: ACC1 } ]\nfix_gateway: { quickfix_cfg: desk.cfg, sessions: [ { target_comp_id: CLIENT, accounts: [ACC1] } ] }")).FixGateway!;
        FixGatewaySessionOptions client = Assert.Single(gateway.Sessions);

        Assert.Equal((9880, "127.0.0.1"), (gateway.Port, gateway.Address));
        Assert.Equal(("DESK", "CLIENT", FixVersion.Fix50SP2, true), (client.SenderCompId, client.TargetCompId, client.Terms.Version, client.Terms.ResetOnLogout));
        Assert.Equal(["ACC1"], client.Accounts);
    }

    [Theory]
    [InlineData("HeartBtInt=20", "SocketUseSSL=Y", "desk.cfg: SocketUseSSL would have no effect")]
    [InlineData("HeartBtInt=20", "CheckCompID=N", "desk.cfg: CheckCompID would have no effect")]
    [InlineData("HeartBtInt=20", "HeartBtInt=soon", "desk.cfg: line 2: HeartBtInt has to be a number")]
    [InlineData("ConnectionType=initiator\nSocketConnectHost=venue.example", "ConnectionType=acceptor\nSocketAcceptPort=1", "desk.cfg has no [SESSION] with ConnectionType=initiator")]
    [InlineData("ConnectionType=acceptor\nSocketAcceptPort=9880", "ConnectionType=initiator\nSocketConnectHost=h\nSocketConnectPort=1", "desk.cfg has 2 sessions as an initiator that could be this one: FIX.4.2:US->THEM, FIX.5.0SP2:DESK->CLIENT")]
    public void Names_what_would_be_lost_or_cannot_be(string good, string bad, string error) =>
        Assert.Contains(Load(Venue(), Cfg.Replace(good, bad, StringComparison.Ordinal)).Errors, e => e.Message.StartsWith(error, StringComparison.Ordinal));

    [Fact]
    public void A_file_that_is_not_there_is_named() => Assert.Contains(
        Load(Venue().Replace("desk.cfg", "desk.txt", StringComparison.Ordinal)).Errors,
        e => e.Message.StartsWith("desk.txt cannot be read: ", StringComparison.Ordinal));

    [Theory]
    [InlineData("start: '07:00', end: '17:00', time_zone: Mars/Base", "time zone")]
    [InlineData("start: '07:00'", "the key 'end' is missing")]
    [InlineData("start: '07:00', end: '17:00', start_day: mon", "'start_day' and 'end_day' go together")]
    [InlineData("start: '07:00', end: '17:00', start_day: mon, end_day: fri, days: [tue]", "a weekly session has")]
    public void A_schedule_that_cannot_be_is_refused(string schedule, string error) =>
        Assert.Contains(Load(Venue($"schedule: {{ {schedule} }}")).Errors, e => e.ToString().Contains(error, StringComparison.Ordinal));

    [Theory]
    [InlineData("tls_authority: a.pem", "it signs nothing without 'tls: true'")]
    [InlineData("tls_certificate: { certificate: a.pem }", "it is shown to nobody without 'tls: true'")]
    public void Certificates_without_encryption_are_refused(string keys, string error) =>
        Assert.Contains(Load(Venue(keys)).Errors, e => e.Message == error);

    [Fact]
    public void Clients_can_show_a_certificate_only_where_there_is_encryption() => Assert.Contains(
        Load("fix_gateway: { quickfix_cfg: desk.cfg, client_authority: ca.pem }").Errors,
        e => e.Message == "clients are asked for no certificate without 'tls'");

    private static TruefillOptions Options(ConfigurationResult result)
    {
        Assert.True(result.Options is not null, string.Join('\n', result.Errors.Select(error => error.ToString())));
        return result.Options;
    }

    private ConfigurationResult Load(string yaml, string cfg = Cfg)
    {
        File.WriteAllText(Path.Combine(folder, "desk.cfg"), cfg);
        return ConfigurationLoader.Load(new ConfigurationRequest { Yaml = yaml, File = "a.yaml", WorkingDirectory = folder });
    }

    private static string Venue(string more = "") =>
        $"mode: paper\nvenues:\n  - {{ id: F, type: fix, environment: paper, quickfix_cfg: desk.cfg{(more.Length > 0 ? ", " + more : "")} }}\n";
}
