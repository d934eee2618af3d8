using System;
using System.IO;
using System.Net.Http;
using System.Security.Cryptography;
using System.Text;
using System.Threading;
using System.Threading.Tasks;
using Truefill.Domain.Orders;
using Truefill.Domain.Risk.Commands;
using Truefill.Domain.Risk.Limits;
using Truefill.Engine.Inputs;
using Truefill.Journal;
using Truefill.Server.Http;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Doors;

/// <summary>What a trader may not do. Needs a service that tells its callers apart, so it has one of its own.</summary>
internal static class RoleRow
{
    private const string Secret = "a-trader's-secret";

    public static DoorRow Row { get; } = new DoorRow(DenyReason.RiskRoleRequired, (_, door, _) => Loosen(door))
        .Only("it takes orders and requests about them, nothing else", "cli", "http");

    private static async Task<string> Loosen(string door)
    {
        string root = Directory.CreateTempSubdirectory("tf-").FullName;
        string state = Path.Combine(root, "state");
        StateDirectory.Init(state, "role-test", Guid.NewGuid());
        LimitValue configured = new("", "", "", "IBM", LimitKind.MaxOrderQty, 100);
        ApiToken trader = new("trader", Role.Trader, SHA256.HashData(Encoding.UTF8.GetBytes(Secret)));
        using (LiveLoop service = await LiveLoop.StartAsync(
            SmallService.In(state) with
            {
                FollowEvents = false,
                Api = new ApiPlan { Tokens = [trader] },
                Definitions =
                [
                    new Input
                    {
                        Kind = InputKind.DefineLimits,
                        Body = new DefineLimits([configured], "roles", IsLive: false),
                        Source = "config",
                    },
                ],
            },
            CancellationToken.None))
        {
            await using WebHost web = await WebHost.StartAsync(service);
            using HttpClient client = new() { BaseAddress = new Uri(web.Urls[0]) };
            Func<int, Task<string>> set = door == "cli"
                ? value => new CliDoor(state).Run(
                    Secret, ["--endpoint", web.Urls[0], "limits", "set", "max_order_qty", $"{value}", "--symbol", "IBM", "--reason", "r"])
                : value => new HttpDoor(client).Post(
                    "/api/v1/limits", $$"""{"limit":"max_order_qty","value":"{{value}}","symbol":"IBM","reason":"r"}""", Secret);
            Assert.Equal(IDoor.Taken, await set(50));
            string said = await set(60);
            await web.DisposeAsync();
            return said;
        }
    }
}
