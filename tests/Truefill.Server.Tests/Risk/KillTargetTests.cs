using System.Linq;
using System.Text.Json;
using System.Threading.Tasks;
using Truefill.Domain.Venues;
using Truefill.Engine.Inputs;
using Truefill.Server.Tests.Http;

namespace Truefill.Server.Tests.Risk;

/// <summary>Switches on a name that may have been mistyped.</summary>
public sealed class KillTargetTests(ApiHost api) : IClassFixture<ApiHost>
{
    private const string Path = "/admin/kill-switch";

    [Fact]
    public async Task A_venue_that_nobody_configured_is_taken_and_is_never_halted()
    {
        await api.Engine.AskAsync(new Input
        {
            Kind = InputKind.DefineVenue,
            Body = new DefineVenue("SIM", ReadOnly: false, VenueCapabilities.OrderEntry),
            Source = "test",
        });
        foreach ((string target, bool isKnown) in new[] { ("SIM", true), ("SMI", false) })
        {
            Reply engaged = await api.Post(Path, $$"""{"scope":"venue","target":"{{target}}","reason":"r","by":"ann"}""");
            Assert.Equal("engaged", engaged.Field("status"));
            JsonElement row = engaged.Json.GetProperty("switches").EnumerateArray()
                .Single(each => each.GetProperty("target").GetString() == target);
            Assert.Equal(
                (isKnown, isKnown), (row.GetProperty("known").GetBoolean(), row.GetProperty("halted").GetBoolean()));
        }
    }
}
