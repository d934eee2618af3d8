using System.IO;
using System.Linq;
using System.Net;
using System.Net.Sockets;
using System.Threading.Tasks;
using Truefill.Engine;
using Truefill.Engine.Inputs;
using Truefill.Fix;
using Truefill.Server.Configuration;
using Truefill.Server.Gateway;
using Truefill.Server.Hosting;
using Truefill.Server.Service;

namespace Truefill.Server.Tests.Gateway;

/// <summary>What a service cannot take any more, or must not decide again, while its clients go on sending.</summary>
public sealed class GatewayStopTests
{
    [Fact]
    public async Task Behind_a_message_that_was_not_taken_nothing_is_taken_and_so_nothing_confirms_it()
    {
        using GatewayDay day = await GatewayDay.Start();
        int asked = 0;

        // The lane is full just as the service ends, and has room again afterwards.
        using GatewayAlone client = new(day.Service.Host, _ =>
            ++asked == 2 ? throw new EngineBusyException("full") : Task.FromResult(default(Answer)));
        client.Order(2);
        client.Gateway.Stop();
        client.Order(3);
        client.Order(4);

        Assert.Equal([InputKind.ClientMessage, InputKind.ClientMessage], client.Asked.Select(i => i.Kind));
    }

    [Fact]
    public void A_block_that_is_still_played_while_the_gateway_is_taken_down_breaks_nothing()
    {
        ReportOutlet outlet = new(
            Path.GetTempPath(), FixVersion.Fix44, static (_, _) => [], static _ => { });
        outlet.Add(new ClientReport { Seq = 1 });
        outlet.Dispose();

        outlet.Advance(1);
    }

    [Fact]
    public async Task A_gateway_whose_address_is_taken_lets_go_of_its_files()
    {
        using GatewayDay day = await GatewayDay.Start();
        using TcpListener other = new(IPAddress.Loopback, 0);
        other.Start();
        int port = ((IPEndPoint)other.LocalEndpoint).Port;
        string folder = Directory.CreateTempSubdirectory("gateway").FullName;

        Assert.Throws<ServiceSettingException>(() => Open(day, port, folder));
        other.Stop();
        Open(day, port, folder).Dispose();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task An_order_that_broke_the_engine_twice_is_refused_in_words_and_kept_as_a_dead_letter()
    {
        using GatewayDay day = await GatewayDay.Start();
        using GatewayAlone client = new(day.Service.Host, _ => Task.FromResult(default(Answer)));
        client.Order(2);
        day.Service.Host.Options.Fatal!.Add(client.Asked[0]);
        day.Service.Host.Options.Fatal!.Add(client.Asked[0]);

        // As after a restart: the same message under the same number.
        using GatewayAlone again = new(day.Service.Host, _ => Task.FromResult(default(Answer)));
        string told = again.Order(2);

        Assert.Contains("35=j", told);
        Assert.Contains("the engine broke twice", told);
        Assert.Equal(InputKind.Malformed, again.Asked[0].Kind);
        Assert.Equal(2, Assert.IsType<MalformedInput>(again.Asked[0].Body).MsgSeqNum);
        Assert.False(again.Asked[0].Raw.IsEmpty);
    }

    private static FixGateway Open(GatewayDay day, int port, string folder)
    {
        ConfigurationResult result = ConfigurationLoader.Load(new ConfigurationRequest
        {
            Yaml = $"fix_gateway:\n  port: {port}\n  sessions: [ {GatewayDay.Session(name: "OTHER")} ]\n",
        });
        return FixGateway.Open(
            day.Service.Host, result.Options!.FixGateway!, folder, syncs: false, static _ => { });
    }
}
