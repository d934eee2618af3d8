using System.Linq;
using Microsoft.AspNetCore.Builder;
using Truefill.Server.Embedding;
using Truefill.Server.Service;

namespace Truefill.Cli.Tests.Service;

/// <summary>Lists in the configuration of a host that embeds the service.</summary>
public sealed class EmbeddedListTests
{
    [Fact]
    public void A_list_of_the_hosts_configuration_is_read_in_the_order_of_its_items()
    {
        string root = System.IO.Directory.CreateTempSubdirectory("tf-").FullName;
        WebApplicationBuilder host = WebApplication.CreateEmptyBuilder(new() { ContentRootPath = root });
        for (int i = 0; i < 12; i++) host.Configuration[$"Truefill:accounts:{i}:id"] = $"ACC{i}";
        LiveLoopOptions plan = EmbeddedPlan.Of(new EmbeddedOptions(), host.Environment, host.Configuration);
        Assert.Equal(
            Enumerable.Range(0, 12).Select(i => $"ACC{i}"),
            plan.Definitions.Select(each => each.Body)
                .OfType<Truefill.Domain.Positions.Commands.DefineAccount>().Select(each => each.Account));
    }
}
