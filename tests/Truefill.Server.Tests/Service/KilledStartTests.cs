using System;
using System.Diagnostics;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Venues.Commands;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Configuration;
using Truefill.Server.Http;
using Truefill.Server.Service;
using Truefill.Server.Tests.Gateway;
using Truefill.Server.Tests.Hosting;
using Truefill.Server.Venues;
using Truefill.Venues;

namespace Truefill.Server.Tests.Service;

/// <summary>What stands in a service's way before it starts.</summary>
public sealed class KilledStartTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("truefill-start-").FullName;

    public KilledStartTests() => StateDirectory.Init(folder, "start", Guid.NewGuid());

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public async Task A_kill_file_from_before_the_start_holds_before_held_orders_can_leave_and_cancels_what_works()
    {
        ScriptedVenue before = new() { Script = ScriptedVenue.Accept };
        using (LiveLoop first = await Start(Plan(before)))
        {
            await first.Host.AskAsync(HostInputs.Order("WORKS"));
            await Eventually.Holds(() => Status(first, "WORKS") == OrdStatus.New, "it works");
            before.Drop();
            await Eventually.Holds(
                () => !first.Host.Read(replica => replica.Books.Sessions.All.Any(each => each.IsOpen)), "it is down");
            await first.Host.AskAsync(HostInputs.Order("HELD"));
            Assert.True(first.Host.Read(replica => Find(replica.Books.Orders, "HELD").IsHeld));
        }

        await File.WriteAllTextAsync(Path.Combine(folder, StateLayout.Kill), "closed for today\n");
        ScriptedVenue after = new() { Script = ScriptedVenue.Accept };
        using LiveLoop second = await Start(Plan(after));
        Assert.Equal("closed for today", second.Host.Read(replica => replica.Books.KillSwitch.Engaged.Single().Reason));
        Assert.False(File.Exists(Path.Combine(folder, StateLayout.Kill)));
        await Eventually.Holds(() => Status(second, "WORKS") == OrdStatus.Canceled, "what worked is canceled");
        Assert.All(after.Commands, command => Assert.Equal(VenueCommandKind.Cancel, command.Kind));
    }

    [Theory]
    [InlineData("truncate -s 1200M kill")]
    [InlineData("mkfifo kill")]
    [InlineData("touch kill")]
    public async Task A_kill_file_engages_the_switch_whatever_it_is(string make)
    {
        using (Process shell = Process.Start(
            new ProcessStartInfo("/bin/sh", ["-c", make]) { WorkingDirectory = folder })!)
            await shell.WaitForExitAsync();
        Assert.True(File.Exists(Path.Combine(folder, StateLayout.Kill)));

        using LiveLoop service = await Start(Plan(new ScriptedVenue()));
        Assert.Equal(
            "the file 'kill' was dropped into the state directory",
            service.Host.Read(replica => replica.Books.KillSwitch.Engaged.Single().Reason));
        Assert.False(File.Exists(Path.Combine(folder, StateLayout.Kill)));
    }

    [Fact]
    public async Task What_holds_a_start_holds_the_starts_after_it_until_a_person_resumes_trading()
    {
        StateSession.MarkHeld(folder, "from a copy");
        for (int start = 0; start < 2; start++)
        {
            using LiveLoop held = await Start(Plan(new ScriptedVenue()));
            Assert.Equal("from a copy", held.Host.Read(replica => replica.Books.Engine.Held));
        }

        ScriptedVenue venue = new() { Script = ScriptedVenue.Accept };
        using LiveLoop service = await Start(Plan(venue));
        await Eventually.Holds(
            () => service.Host.Read(replica => replica.Books.Sessions.All.Any(each => each.IsOpen)), "it is logged on");
        await service.Host.AskAsync(HostInputs.Order("WAITS"));
        Assert.True(service.Host.Read(replica => Find(replica.Books.Orders, "WAITS").IsHeld));
        Assert.Empty(venue.Commands);
        await service.Host.AskAsync(new Input
        {
            Kind = InputKind.ResumeTrading,
            Body = new ResumeTrading("", "ann", "compared"),
            Source = "test",
        });
        await Eventually.Holds(() => Status(service, "WAITS") == OrdStatus.New, "it has left");
    }

    [Theory]
    [InlineData("urls: [ 'http://127.0.0.1:PORT' ]", "urls")]
    [InlineData("urls: [ 'http://127.0.0.1:0' ]\napi: { grpc_port: PORT }", "api.grpc_port")]
    [InlineData(
        "urls: [ 'http://127.0.0.1:0' ]\nfix_gateway: { port: PORT, sessions: [ { sender_comp_id: A, target_comp_id: B } ] }",
        "fix_gateway.port")]
    public async Task Where_another_has_an_address_no_venue_is_connected_to(string yaml, string setting)
    {
        using TcpListener taken = new(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);
        ConfigurationResult configured = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = yaml.Replace("PORT", port, StringComparison.Ordinal),
        });
        Assert.Empty(configured.Errors);
        ScriptedVenue venue = new();
        LiveLoopOptions plan = Plan(venue) with
        {
            Urls = configured.Options!.Urls,
            Api = new ApiPlan { GrpcPort = configured.Options.Api.GrpcPort },
            FixGateway = configured.Options.FixGateway,
        };
        ServiceSettingException refused = await Assert.ThrowsAsync<ServiceSettingException>(
            () => ServiceRun.RunAsync(plan, TextWriter.Null, CancellationToken.None));
        Assert.Equal(setting, refused.Setting);
        Assert.False(venue.HasRun);
    }

    private static OrdStatus Status(LiveLoop service, string id) =>
        service.Host.Read(replica => Find(replica.Books.Orders, id).OrdStatus);

    private static Order Find(OrderTable orders, string id) => orders.All.Single(order => order.ClOrdId.ToString() == id);

    private Task<LiveLoop> Start(LiveLoopOptions plan) => LiveLoop.StartAsync(plan, CancellationToken.None);

    private LiveLoopOptions Plan(ScriptedVenue venue) => new()
    {
        StateDirectory = folder,
        Durability = JournalDurability.Os,
        SegmentBytes = 1 << 20,
        FollowEvents = false,
        Venues = _ => [new VenueSetup(new DefineVenue("V", ReadOnly: false, venue.Capabilities), venue)],
    };
}
